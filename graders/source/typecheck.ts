/** Type errors that do not stop a program, as advice: TypeScript's own compiler, as a process of its own, on a copy of the answer. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { setPriority, tmpdir } from 'node:os'
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

/** The files of an answer. */
type Files = readonly AnswerFile[]

interface Options {
  readonly signal?: AbortSignal | undefined
}

/** Sentences about the type errors of an answer; none when it has none, or when the compiler cannot tell in time. */
export const typeErrors = async (files: Files, options: Options = {}): Promise<string[]> => (await typeErrorsOfAll([files], options))[0]!

/**
 * The same for several answers that know nothing of each other, in their order. One start of the compiler serves all of them: most of its time goes into
 * the types of the language and of Node.
 */
export const typeErrorsOfAll = async (answers: readonly Files[], { signal }: Options = {}): Promise<string[][]> => {
  const said = answers.map((): string[] => [])
  const open = answers.map((files, index) => ({ index, files })).filter(({ files }) => checkedIn(files).length > 0)
  const alone = open.filter(({ files }) => files.some(reachesOut))
  for (const group of [open.filter((each) => !alone.includes(each)), ...alone.map((each) => [each])])
    for (const [index, sentences] of await errorsIn(group, signal)) said[index] = sentences
  return said
}

/** What a file like this declares holds beyond its answer. */
const reachesOut = ({ path, text }: AnswerFile): boolean => /\.d\.[mc]?ts$/.test(path) || /declare\s+global|\/\/\/\s*<reference/.test(text)

interface Numbered {
  readonly index: number
  readonly files: Files
}

/** The compiler looks at types only where the syntax of all files is right: answers with other errors are left out then, and the others looked at again. */
const errorsIn = async (group: readonly Numbered[], signal: AbortSignal | undefined): Promise<Map<number, string[]>> => {
  if (group.length === 0) return new Map()
  const errors = errorsOf(await compileAll(group, signal))
  const isBroken = ({ index }: Numbered) => errors.some((error) => error.answer === index)
  if (group.some(isBroken) && !errors.some(isOfTypes)) {
    return errorsIn(
      group.filter((each) => !isBroken(each)),
      signal,
    )
  }
  return new Map(group.map(({ index, files }) => [index, sentencesOf(errors, index, files)]))
}

/** Every answer lies in a folder of its own. */
const compileAll = async (group: readonly Numbered[], signal: AbortSignal | undefined): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-types-'))
  try {
    for (const { index, files } of group) await lay(join(folder, `${index}`), files)
    const files = group.flatMap(({ index, files }) => checkedIn(files).map(({ path }) => `${index}/${path}`))
    await writeFile(join(folder, settingsName), JSON.stringify({ compilerOptions: options, files }))
    await symlink(dirname(packageFolder()), join(folder, 'node_modules'), 'junction')
    return await compile(folder, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const checkedIn = (files: Files): AnswerFile[] => files.filter(({ path }) => isInside(path) && /\.[mc]?tsx?$/.test(path))

const isInside = (path: string): boolean =>
  !posix.isAbsolute(path) && !/^\.\.(?:\/|$)|(?:^|\/)node_modules(?:\/|$)/.test(posix.normalize(path))

const settingsName = 'tsconfig.joinery.json'

const packageFolder = (): string => dirname(require.resolve('typescript/package.json'))

const require = createRequire(import.meta.url)

/** The compiler itself. The script in front of it starts Node once more, which takes as long as the compiler. */
const compilerCommand = (): string[] => {
  try {
    const platform = createRequire(require.resolve('typescript/package.json')).resolve(
      `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
    )
    return [join(dirname(platform), 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc')]
  } catch {
    return [process.execPath, join(packageFolder(), 'bin', 'tsc')]
  }
}

const lay = async (folder: string, files: Files): Promise<void> => {
  for (const { path, text } of [{ path: 'package.json', text: '{"type":"module"}' }, ...files.filter(({ path }) => isInside(path))]) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

/** It lives too briefly for collecting its garbage to pay. */
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], GOGC: 'off', GOMEMLIMIT: '400MiB' })

/** The program that is being judged comes first. */
const afterOthers = 10

/** What the compiler prints; nothing when it was stopped. It is ended with whatever it started. */
const compile = (folder: string, signal: AbortSignal | undefined): Promise<string> =>
  new Promise((resolve) => {
    const [file, ...args] = [...compilerCommand(), '--pretty', 'false', '--project', settingsName]
    const child = spawn(file, args, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: environment(),
    })
    if (child.pid !== undefined) yieldTo(child.pid)
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

const yieldTo = (pid: number): void => {
  try {
    setPriority(pid, afterOthers)
  } catch {
    // It has ended by itself in the meantime, or may not be told so.
  }
}

const end = (pid: number | undefined): void => {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has ended by itself in the meantime.
  }
}

interface TypeScriptError {
  readonly answer: number
  readonly path: string
  readonly line: string
  readonly code: number
  readonly message: string
}

const report = /^(\d+)\/(.+)\((\d+),\d+\): error TS(\d+): (.+)$/

const errorsOf = (printed: string): TypeScriptError[] =>
  printed.split(/\r?\n/).flatMap((text) => {
    const [, answer, path, line, code, message] = report.exec(text) ?? []
    return message === undefined ? [] : [{ answer: Number(answer), path: path!, line: line!, code: Number(code), message }]
  })

/** Codes in the two thousands are of types; those below are of syntax and module formats, those above of the compiler's settings. */
const isOfTypes = ({ code }: TypeScriptError): boolean => code >= 2000 && code < 3000

const sentencesOf = (errors: readonly TypeScriptError[], answer: number, files: Files): string[] => {
  const own = new Set(checkedIn(files).map(({ path }) => posix.normalize(path)))
  const said = errors.filter((error) => error.answer === answer && isOfTypes(error) && own.has(error.path)).map(sentence)
  const more = said.length - mostSaid
  return [...said.slice(0, mostSaid), ...(more > 0 ? [`TypeScript finds ${more} more type ${more === 1 ? 'error' : 'errors'}.`] : [])]
}

const sentence = ({ path, line, message }: TypeScriptError): string => `TypeScript doubts line ${line} of ${path}: ${message}`
