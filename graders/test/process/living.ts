import { readdirSync, readlinkSync } from 'node:fs'
import { processesIn as processesOf, toldIn } from '../../process/proc.ts'

/** A living process, by Linux's /proc. */
export interface Living {
  readonly pid: number
  readonly command: string
}

const everybody = (): Living[] =>
  processesOf('/proc').map((pid) => ({ pid, command: toldIn(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') }))

/** Every living process that works in a folder or holds a file of it open. A zombie holds nothing and does not count. */
export const processesIn = (folder: string): Living[] =>
  everybody().filter(({ pid }) => holdings(pid).some((path) => path === folder || path.startsWith(`${folder}/`)))

const holdings = (pid: number): string[] => {
  const open = `/proc/${pid}/fd`
  const links = [`/proc/${pid}/cwd`, `/proc/${pid}/exe`, ...orNothing(() => readdirSync(open)).map((name) => `${open}/${name}`)]
  return links.flatMap((link) => orNothing(() => [readlinkSync(link)]))
}

/** Processes end while they are looked at, and those of others may not be looked at. */
const orNothing = (read: () => string[]): string[] => {
  try {
    return read()
  } catch {
    return []
  }
}

/** Every living process whose command line holds a word. */
export const processesCalled = (word: string): Living[] => everybody().filter(({ command }) => command.includes(word))

/** Every living process in a namespace in which something of this folder is mounted, or whose command line names it. */
export const processesOver = (folder: string): Living[] =>
  everybody().filter(({ pid, command }) => toldIn(`/proc/${pid}/mountinfo`).includes(`${folder}/joinery-`) || command.includes(folder))
