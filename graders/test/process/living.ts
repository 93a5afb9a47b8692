import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

/** A living process, and what ties it to a folder. */
export interface Living {
  readonly pid: number
  readonly command: string
}

/** Every living process that works in a folder or holds a file of it open, by Linux's /proc. A zombie holds nothing and does not count. */
export const processesIn = (folder: string): Living[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => holdings(pid).some((path) => path === folder || path.startsWith(`${folder}/`)))
    .map((pid) => ({ pid: Number(pid), command: commandOf(pid) }))

const holdings = (pid: string): string[] => [
  ...linkOf(`/proc/${pid}/cwd`),
  ...linkOf(`/proc/${pid}/exe`),
  ...filesOf(pid).flatMap((name) => linkOf(`/proc/${pid}/fd/${name}`)),
]

const linkOf = (path: string): string[] => {
  try {
    return [readlinkSync(path)]
  } catch {
    return []
  }
}

const filesOf = (pid: string): string[] => {
  try {
    return readdirSync(`/proc/${pid}/fd`)
  } catch {
    return []
  }
}

const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** Every living process whose command line holds a word. */
export const processesCalled = (word: string): Living[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), command: commandOf(pid) }))
    .filter(({ command }) => command.includes(word))
