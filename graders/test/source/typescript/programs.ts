import { readTypeScript } from '../../../source/typescript.ts'

export const read = (text: string, others: Record<string, string> = {}) =>
  readTypeScript([{ path: 'q.ts', text }, ...Object.entries(others).map(([path, text]) => ({ path, text }))], 'q.ts')

/** For every place that starts processes: what is waited for, or null. */
export const waits = (text: string, others: Record<string, string> = {}) => read(text, others).launches.map(({ wait }) => wait?.for ?? null)

/** A program of one file: the child in one branch, main in the other. */
export const program = (main: string, imports = '') => `
import { fork, spawn, exec, execFile, execSync, execFileSync, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once, on } from 'node:events'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
${imports}
if (process.argv[2] === 'child') {
  setTimeout(() => console.log('child', process.argv[3]), 100)
} else {
${main}
}
`

/** Starts four processes. */
export const four = "const children = [1, 2, 3, 4].map((n) => fork(import.meta.filename, ['child', String(n)]))"
