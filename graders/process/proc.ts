/** Files in which Linux tells of itself and of its processes (https://man7.org/linux/man-pages/man5/proc.5.html). */
import { readFileSync, readdirSync } from 'node:fs'

/** What such a file tells; nothing where it is missing, forbidden, or of a process that has ended meanwhile. */
export const toldIn = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The processes that are alive, as a mount of `proc` knows them; none where there is no such mount. */
export const processesIn = (mount: string): number[] => {
  try {
    return readdirSync(mount)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}
