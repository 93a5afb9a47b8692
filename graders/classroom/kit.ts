/** Which kit judged: its version for people, and a digest of its source for everything that must not mix two kits. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf, read, readSource } from '../startup/source.mjs'
import { compilation, home, version } from '../home.ts'

/** A state of the kit. */
export interface Kit {
  readonly version: string
  /** Of the source of all graders and of the libraries' versions. */
  readonly digest: string
}

/** The kit that runs, not the one that somebody may be changing meanwhile. */
export const thisKit = (): Kit => {
  const named = ['package.json', 'package-lock.json'].filter((name) => existsSync(join(home, name)))
  const source = compilation ?? digestOf(readSource(join(home, 'graders')))
  return { version: version(), digest: digestOf([['graders', Buffer.from(source)], ...read(home, named)]) }
}
