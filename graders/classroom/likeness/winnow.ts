/**
 * Fingerprints of a text by winnowing (Schleimer, Wilkerson, Aiken 2003): of every `k` symbols in a row a hash is made, and of every `w`
 * hashes in a row the least is kept. Two texts that share a passage of `k + w - 1` symbols share a fingerprint, wherever the passage
 * stands.
 */

/** One symbol, and where it stands in the text. */
export interface Token {
  readonly symbol: string
  readonly from: number
  readonly to: number
}

/** One of the hashes that stand for a text. */
export interface Fingerprint {
  readonly hash: number
  /** Of its first symbol among the tokens. */
  readonly at: number
}

/** How fine a text is taken: `k` and `w` as above, counted in symbols. */
export interface Grain {
  readonly k: number
  readonly w: number
  /** The order of words within `k` of them says nothing. */
  readonly anyOrder?: boolean
}

/** More than this of one text are not kept: those with the least hashes stand for all. */
const mostFingerprints = 1000

/** Every `k` symbols in a row. */
export const grams = (tokens: readonly Token[], { k, anyOrder = false }: Grain): Fingerprint[] => {
  const symbols = tokens.map(({ symbol }) => hashOf(symbol))
  return Array.from({ length: Math.max(0, symbols.length - k + 1) }, (_, at) => {
    const some = symbols.slice(at, at + k)
    return { hash: mixed(anyOrder ? some.sort((a, b) => a - b) : some), at }
  })
}

/** Of every `w` of them in a row the least, the last of equal ones; each once. */
export const winnowed = (all: readonly Fingerprint[], { w }: Grain): Fingerprint[] => {
  const kept = new Map<number, Fingerprint>()
  for (let end = Math.min(w, all.length); end <= all.length && end > 0; end++) {
    let least = all[Math.max(0, end - w)]!
    for (const each of all.slice(Math.max(0, end - w), end)) if (each.hash <= least.hash) least = each
    kept.set(least.at, least)
  }
  const found = [...kept.values()]
  if (found.length <= mostFingerprints) return found
  return found.toSorted((a, b) => a.hash - b.hash).slice(0, mostFingerprints)
}

/** FNV-1a, 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Spread evenly, so that the least of several is any of them (the last steps are MurmurHash3's). */
const mixed = (hashes: readonly number[]): number => {
  let hash = 0
  for (const each of hashes) hash = Math.imul(hash ^ each, 0x5bd1e995) ^ (hash >>> 13)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
