import pkg from '../package.json' with { type: 'json' }

/** Name and version of this tool, as reports and bundles record them. */
export const tool = { name: pkg.name, version: pkg.version } as const
