/** The path as git writes it: no `./`, no doubled or outer slash. */
export function plainPath(path: string): string {
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .join('/')
}
