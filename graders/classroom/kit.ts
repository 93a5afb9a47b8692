/** Which kit judged: its version for people, and a digest of its source for everything that must not mix two kits. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { home } from '../home.ts'

export interface Kit {
  readonly version: string
  /** Of the source of all graders and of the libraries' versions. */
  readonly digest: string
}

/** Reads the kit's own source; takes some milliseconds. */
export const thisKit = (): Kit => {
  const hash = createHash('sha256')
  for (const path of sources()) {
    const text = readFileSync(join(home, path))
    hash.update(`${path}\0${text.length}\0`).update(text)
  }
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  return { version, digest: hash.digest('hex').slice(0, 16) }
}

const sources = (): string[] => [
  ...['package.json', 'package-lock.json'].filter((name) => readdirSync(home).includes(name)),
  ...readdirSync(join(home, 'graders'), { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => !/^(?:test|pack)\b/.test(path) && /\.(ts|mjs|cjs|py|rubric|json)$/.test(path))
    .sort()
    .map((path) => `graders/${path}`),
]
