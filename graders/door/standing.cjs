/** How files stand on the disk: enough to know, without reading them again, that they are what they were. */
const { statSync } = require('node:fs')
const path = require('node:path')
const { keepSealed, sealedIn } = require('./keep.cjs')

/**
 * Of each path in `home` what changes when somebody changes the file, or when something comes into the folder or goes. The third number, the time of the
 * last change, is the system's own: no program can set it.
 */
const standingOf = (home, paths) => Object.fromEntries(paths.map((each) => [each, stand(home, each)]))

const stand = (home, file) => {
  const { size, mtimeMs, ctimeMs, ino } = statSync(`${home}/${file}`)
  return [size, mtimeMs, ctimeMs, ino].join(' ')
}

const noteIn = (cache) => path.join(cache, 'standing.json')

/** What was noted, if everything stands as it did then; `null` otherwise, and where the note is not whole. */
const noted = (home, cache) => {
  const told = sealedIn(noteIn(cache))
  if (told === null) return null
  try {
    const { digest, standing } = JSON.parse(told.toString())
    for (const file in standing) if (stand(home, file) !== standing[file]) return null
    return digest
  } catch {
    return null
  }
}

/** Clocks of disks tick slowly: two changes within one tick look like one. */
const tickMs = 2000

/** Notes what was read, and how it stood before. What has only just changed may change again unseen: a later start notes it. */
const note = (cache, digest, standing) => {
  if (Object.values(standing).some((stood) => Date.now() - Number(stood.split(' ')[2]) < tickMs)) return
  keepSealed(noteIn(cache), JSON.stringify({ digest, standing }))
}

module.exports = { standingOf, noted, note }
