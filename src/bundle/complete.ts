import { byText, FILES } from './layout.ts'
import { type Bundle, type Fault, textOf } from './stored.ts'
import { parseSums } from './sums.ts'

/** Every file is listed in `SHA256SUMS` and is what it says, and every listed file is there. */
export async function complete(
  bundle: Bundle,
): Promise<{ readonly faults: readonly Fault[]; readonly names: ReadonlySet<string> }> {
  const names = await bundle.list()
  const present = new Set(names)
  const fault = (file: string, says: string): Fault => ({ file, says })
  if (!present.has(FILES.sums)) return { faults: [fault(FILES.sums, 'is missing')], names: present }
  const sums = parseSums((await textOf(bundle, FILES.sums)) ?? '')
  if ('line' in sums) return { faults: [fault(FILES.sums, `is not readable at line ${sums.line}`)], names: present }
  const faults = [
    ...Object.values(FILES)
      .filter((name) => name !== FILES.sums && !sums.has(name))
      .map((name) => fault(name, 'is not listed in `SHA256SUMS`')),
    ...[...sums.keys()].filter((name) => !present.has(name)).map((name) => fault(name, 'is missing')),
    ...names
      .filter((name) => name !== FILES.sums && !sums.has(name))
      .map((name) => fault(name, 'does not belong to it: `SHA256SUMS` does not list it')),
  ]
  for (const [name, expected] of sums)
    if (present.has(name) && (await bundle.digest(name)) !== expected)
      faults.push(fault(name, 'was changed: its SHA-256 is not the listed one'))
  return { faults: faults.sort((a, b) => byText(a.file, b.file)), names: present }
}
