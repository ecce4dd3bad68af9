/**
 * What a manifest may be at most. A pull request may bring any text, and reading it has to end soon and within memory;
 * each limit is far beyond what people write.
 */

/** Bytes of UTF-8; the benchmark of 1,000 systems has 400,000. */
export const MAX_BYTES = 1_000_000
/** Words, signs and line ends of YAML; people write about one for three bytes. */
export const MAX_TOKENS = 300_000
/** The same in a record, which is prose: a token costs a kilobyte while it is read, and records are as many as somebody declares. */
export const MAX_RECORD_TOKENS = 30_000
/** Bytes of a policy: a few hundred people and every rule take a tenth of it. */
export const MAX_POLICY_BYTES = 200_000
/** Lists and mappings inside one another; the schema needs eight. */
export const MAX_DEPTH = 100
/** Aliases (`*name`), each counted as often as it is met, aliases inside aliased values included. */
export const MAX_ALIASES = 100
/** Texts, numbers, lists and mappings, those that come in through aliases included. */
export const MAX_VALUES = 100_000
/** Entries of one list or mapping; the longest list of the schema takes as many. */
export const MAX_ITEMS = 2_000
/** Problems that are reported; the last one says how many more there are. */
export const MAX_PROBLEMS = 100
/** Problems that are looked up and put in order: each costs a walk, and a hostile text has 100,000. */
export const MAX_PLACED = 1_000
