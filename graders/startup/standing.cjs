// @ts-check
/** How files stand on the disk: enough to know, without reading them again, that they are what they were. */
const { statSync } = require('node:fs')
const path = require('node:path')
const { keepSealed, sealedIn } = require('./keep.cjs')

/**
 * What changes when somebody changes the file, or when something comes into the folder or goes; `null` where there is nothing. The third number, the time
 * of the last change, is the system's own: no program can set it.
 *
 * @param {string} file
 */
const standOf = (file) => {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat === undefined ? null : [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(' ')
}

/** Clocks of disks tick slowly: two changes within one tick look like one. */
const tickMs = 2000

/**
 * What has only just changed may change again unseen.
 *
 * @param {string | null} stand
 */
const hasJustChanged = (stand, now = Date.now()) => stand !== null && now - Number(stand.split(' ')[2]) < tickMs

/**
 * How each of these paths in `home` stands.
 *
 * @param {string} home
 * @param {readonly string[]} paths
 * @returns {Record<string, string | null>}
 */
const standingOf = (home, paths) => Object.fromEntries(paths.map((each) => [each, standOf(`${home}/${each}`)]))

/** @param {string} cache */
const noteIn = (cache) => path.join(cache, 'standing.json')

/**
 * What was noted, if everything stands as it did then; `null` otherwise, and where the note is not whole.
 *
 * @param {string} home
 * @param {string} cache
 * @returns {string | null}
 */
const noted = (home, cache) => {
  const told = sealedIn(noteIn(cache))
  if (told === null) return null
  try {
    const { digest, standing } = JSON.parse(told.toString())
    for (const file in standing) if (standOf(`${home}/${file}`) !== standing[file]) return null
    return digest
  } catch {
    return null
  }
}

/**
 * Notes what was read, and how it stood before. Where something has only just changed, or is gone, a later start notes it.
 *
 * @param {string} cache
 * @param {string} digest
 * @param {Record<string, string | null>} standing
 */
const note = (cache, digest, standing) => {
  if (Object.values(standing).some((stand) => stand === null || hasJustChanged(stand))) return
  keepSealed(noteIn(cache), JSON.stringify({ digest, standing }))
}

module.exports = { standOf, hasJustChanged, standingOf, noted, note }
