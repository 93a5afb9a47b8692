/** Type errors that do not stop a program, as advice: TypeScript's own compiler, as a process of its own, on a copy of the answer. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import type { AnswerFile } from '../core/types.ts'

/** As lenient as a learner's editor: no strictness, nothing about what is unused, types of Node and of the pool libraries at hand. */
const options = {
  target: 'esnext',
  module: 'nodenext',
  moduleDetection: 'force',
  lib: ['esnext'],
  types: ['node'],
  strict: false,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  resolveJsonModule: true,
}

/** More than this at once discourages. */
const mostSaid = 3

const limitMs = 20_000

/** Sentences about the type errors of an answer; none when it has none, or when the compiler cannot tell in time. */
export const typeErrors = async (files: readonly AnswerFile[], { signal }: { signal?: AbortSignal } = {}): Promise<string[]> => {
  const checked = files.filter(({ path }) => isInside(path) && /\.[mc]?tsx?$/.test(path))
  if (checked.length === 0) return []
  const folder = await mkdtemp(join(tmpdir(), 'joinery-types-'))
  try {
    await lay(
      folder,
      files.filter(({ path }) => isInside(path)),
      checked,
    )
    return said(await compile(folder, signal), new Set(checked.map(({ path }) => posix.normalize(path))))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const isInside = (path: string): boolean =>
  !posix.isAbsolute(path) && !/^\.\.(?:\/|$)|(?:^|\/)node_modules(?:\/|$)/.test(posix.normalize(path))

const compiler = (): string => dirname(createRequire(import.meta.url).resolve('typescript/package.json'))

/** The answer's files, and around them what the compiler has to know. */
const lay = async (folder: string, files: readonly AnswerFile[], checked: readonly AnswerFile[]): Promise<void> => {
  const settings = { compilerOptions: options, files: checked.map(({ path }) => path) }
  for (const { path, text } of [{ path: 'package.json', text: '{"type":"module"}' }, ...files]) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await writeFile(join(folder, settingsName), JSON.stringify(settings))
  await symlink(dirname(compiler()), join(folder, 'node_modules'), 'junction')
}

const settingsName = 'tsconfig.joinery.json'

/** What the compiler prints; nothing when it was stopped. It is ended with whatever it started. */
const compile = (folder: string, signal: AbortSignal | undefined): Promise<string> =>
  new Promise((resolve) => {
    const args = [join(compiler(), 'bin', 'tsc'), '--pretty', 'false', '--project', settingsName]
    const child = spawn(process.execPath, args, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'] },
    })
    const stop = () => end(child.pid)
    const timer = setTimeout(stop, limitMs)
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted) stop()
    const finish = (text: string) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      resolve(text)
    }
    const pieces: Buffer[] = []
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
    child.on('error', () => finish(''))
    child.on('close', (code) => finish(code === null ? '' : Buffer.concat(pieces).toString()))
  })

const end = (pid: number | undefined): void => {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has ended by itself in the meantime.
  }
}

/** Codes in the two thousands are of types; those below are of syntax and module formats, those above of the compiler's settings. */
const report = /^(.+)\((\d+),\d+\): error TS2\d{3}: (.+)$/

const said = (printed: string, own: ReadonlySet<string>): string[] => {
  const errors = printed
    .split(/\r?\n/)
    .map((line) => report.exec(line))
    .flatMap((found) => (found !== null && own.has(found[1]!) ? [sentence(found[1]!, found[2]!, found[3]!)] : []))
  const more = errors.length - mostSaid
  return [...errors.slice(0, mostSaid), ...(more > 0 ? [`TypeScript finds ${more} more type ${more === 1 ? 'error' : 'errors'}.`] : [])]
}

const sentence = (file: string, line: string, message: string): string => `TypeScript doubts line ${line} of ${file}: ${message}`
