/** How files stand on the disk: enough to know, without reading them again, that they are what they were. */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import zlib from 'node:zlib'

/**
 * Of each path in `home` what changes when somebody changes the file, or when something comes into the folder or goes. The third number, the time of the
 * last change, is the system's own: no program can set it.
 */
export const standingOf = (home, paths) => Object.fromEntries(paths.map((path) => [path, stand(home, path)]))

const stand = (home, path) => {
  const { size, mtimeMs, ctimeMs, ino } = statSync(`${home}/${path}`)
  return [size, mtimeMs, ctimeMs, ino].join(' ')
}

const noteIn = (cache) => join(cache, 'standing.json')

/** What was noted, if everything stands as it did then; `null` otherwise, and where the note is not whole. */
export const noted = (home, cache) => {
  try {
    const [sum, told] = readFileSync(noteIn(cache), 'utf8').split('\n')
    if (sum !== `${zlib.crc32(told)}`) return null
    const { digest, standing } = JSON.parse(told)
    for (const path in standing) if (stand(home, path) !== standing[path]) return null
    return digest
  } catch {
    return null
  }
}

/** Clocks of disks tick slowly: two changes within one tick look like one. */
const tickMs = 2000

/** Notes what was read, and how it stood before. What has only just changed may change again unseen: a later start notes it. */
export const note = (cache, digest, standing) => {
  if (Object.values(standing).some((stood) => Date.now() - Number(stood.split(' ')[2]) < tickMs)) return
  const draft = `${noteIn(cache)}.${process.pid}`
  try {
    const told = JSON.stringify({ digest, standing })
    mkdirSync(cache, { recursive: true })
    writeFileSync(draft, `${zlib.crc32(told)}\n${told}`)
    renameSync(draft, noteIn(cache))
  } catch {
    // Where nothing can be kept, the next start looks again.
  }
}
