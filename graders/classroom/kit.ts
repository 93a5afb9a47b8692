/** Which kit judged: its version for people, and a digest of its source for everything that must not mix two kits. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { digestOf, read, readSource } from '../door/source.mjs'
import { home } from '../home.ts'

export interface Kit {
  readonly version: string
  /** Of the source of all graders and of the libraries' versions. */
  readonly digest: string
}

/** The kit that runs, not the one that somebody may be changing meanwhile. */
export const thisKit = (): Kit => {
  const named = ['package.json', 'package-lock.json'].filter((name) => existsSync(join(home, name)))
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  return { version, digest: digestOf([['graders', Buffer.from(sourceDigest())], ...read(home, named)]) }
}

/** The folder of a compilation is called after the digest of its source. */
const sourceDigest = (): string => {
  const graders = fileURLToPath(new URL('..', import.meta.url))
  const name = basename(graders)
  return /^[0-9a-f]{16}$/.test(name) ? name : digestOf(readSource(graders))
}
