// @ts-check
/** What the kit is made of, and a digest of it: by that its compilation is called, and by that two kits are told apart. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Tests, and what is only laid beside a copy of the kit: no copy has them in it, and it must be known for the same kit. */
const skipped = new Set(['test', 'pack', '__pycache__'])

/**
 * Everything that lies in a folder and belongs to the kit; the names of folders end with a slash.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export const pathsIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !skipped.has(name))
    .flatMap((entry) =>
      entry.isDirectory() ? [`${entry.name}/`, ...pathsIn(join(folder, entry.name)).map((path) => `${entry.name}/${path}`)] : [entry.name],
    )

/**
 * Whether a file of the kit is part of what is compiled.
 *
 * @param {string} path
 */
export const isSource = (path) => /\.(ts|mjs|cjs|py|rubric|json|css|js)$/.test(path)

/**
 * Files with their bytes.
 *
 * @typedef {readonly (readonly [path: string, bytes: Buffer])[]} Files
 *
 * @param {string} folder
 * @param {readonly string[]} paths
 * @returns {Files}
 */
export const read = (folder, paths) => paths.map((path) => [path, readFileSync(join(folder, path))])

/** @param {Files} files */
export const digestOf = (files) => {
  const hash = createHash('sha256')
  for (const [path, bytes] of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  return hash.digest('hex').slice(0, 16)
}

/** @param {string} graders */
export const readSource = (graders) => read(graders, pathsIn(graders).filter(isSource).sort())
