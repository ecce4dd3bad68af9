import type { Change } from '../core/change.ts'
import type { System } from '../core/manifest.ts'
import { differences, type Field, left, lost, movedOrGiven } from './fields.ts'
import type { ChangedWith, SystemPair } from './judged.ts'
import { quoted } from './words.ts'

const MODEL: readonly Field<System['model']>[] = [
  { key: 'origin', of: ({ origin }) => origin, material: true, loosens: left('vendor', 'scope-narrowed') },
  { key: 'name', of: ({ name }) => name, material: true },
  {
    key: 'artifact',
    of: ({ artifact }) => artifact,
    material: true,
    loosens: (was) => (was.value === undefined ? undefined : 'code-narrowed'),
  },
  {
    key: 'trained-on-personal-information',
    of: ({ trainedOnPersonalInformation }) => trainedOnPersonalInformation,
    material: true,
    loosens: left('yes', 'scope-narrowed'),
  },
  {
    key: 'can-output-personal-information',
    of: ({ canOutputPersonalInformation }) => canOutputPersonalInformation,
    material: true,
    loosens: left('yes', 'scope-narrowed'),
  },
]

const TRAINING: readonly Field<System['training']>[] = [
  {
    key: 'uses-personal-information',
    of: ({ usesPersonalInformation }) => usesPersonalInformation,
    material: true,
    loosens: left('yes', 'scope-narrowed'),
  },
  { key: 'targets', of: ({ targets }) => targets, material: true, loosens: lost('scope-narrowed') },
  { key: 'since', of: ({ since }) => since, loosens: movedOrGiven },
]

const INFERENCE: readonly Field<System['inference']>[] = [
  {
    key: 'from-systematic-observation',
    of: ({ fromSystematicObservation }) => fromSystematicObservation,
    material: true,
    loosens: left('yes', 'scope-narrowed'),
  },
  {
    key: 'from-sensitive-location',
    of: ({ fromSensitiveLocation }) => fromSensitiveLocation,
    material: true,
    loosens: left('yes', 'scope-narrowed'),
  },
  { key: 'traits', of: ({ traits }) => traits, material: true, loosens: lost('scope-narrowed') },
  {
    key: 'only-to-deliver-or-transport',
    of: ({ onlyToDeliverOrTransport }) => onlyToDeliverOrTransport,
    loosens: left('no', 'scope-narrowed'),
  },
  { key: 'since', of: ({ since }) => since, loosens: movedOrGiven },
]

/** The model, what it is trained on, and what is inferred with it. */
export function modelChanges({ before, after }: SystemPair, given: ChangedWith): readonly Change[] {
  const place = (topic: Change['topic'], key: string) => ({
    topic,
    scope: after.id,
    key: `${after.id}/${key}`,
    of: ` of its \`${key}\``,
  })
  return [
    ...differences(before.model, after.model, MODEL, place('model', 'model')),
    ...differences(before.training, after.training, TRAINING, place('model', 'training')),
    ...differences(before.inference, after.inference, INFERENCE, place('purpose', 'inference')),
    ...artifactChanges(after, given),
  ]
}

/** The model file is another under the same name. */
function artifactChanges({ id, model: { artifact } }: System, { files }: ChangedWith): readonly Change[] {
  const path = artifact.value
  if (path === undefined || !files.known) return []
  if (!files.files.some((file) => file.path === path || file.from === path || file.path.startsWith(`${path}/`)))
    return []
  return [
    {
      topic: 'model',
      scope: id,
      key: `${id}/model/artifact/file`,
      says: `the model file ${quoted(path)} differs`,
      material: true,
      route: artifact.route,
    },
  ]
}
