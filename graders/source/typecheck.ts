/** Type errors that do not stop a program, as advice: what TypeScript's own compiler finds in a copy of the answer. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import type { AnswerFile } from '../core/types.ts'
import { temporaryFolder } from '../home.ts'
import { type Asked, compile, packages, telling } from './types/compiler.ts'
import type { TypeScriptError, TypeServer } from './types/server.ts'

/** As lenient as a learner's editor: no strictness, nothing about what is unused, types of Node and of the pool libraries at hand. */
const settings = {
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

/** The files of an answer. */
type Files = readonly AnswerFile[]

interface Options extends Asked {
  /** A compiler that is warm, for who has many answers to look at; a new one is started without it. */
  readonly server?: TypeServer | undefined
}

/** Sentences about the type errors of an answer; none when it has none, or when the compiler cannot tell in time. */
export const typeErrors = async (files: Files, options: Options = {}): Promise<string[]> => (await typeErrorsOfAll([files], options))[0]!

/**
 * The same for several answers that know nothing of each other, in their order. One start of the compiler serves all of them: most of its time goes into
 * the types of the language and of Node.
 */
export const typeErrorsOfAll = async (answers: readonly Files[], options: Options = {}): Promise<string[][]> => {
  const said = answers.map((): string[] => [])
  const open = answers.map((files, index) => ({ index, files })).filter(({ files }) => checkedIn(files).length > 0)
  const alone = open.filter(({ files }) => files.some(reachesOut))
  for (const group of [open.filter((each) => !alone.includes(each)), ...alone.map((each) => [each])])
    for (const [index, sentences] of await errorsIn(group, options)) said[index] = sentences
  return said
}

/** What a file like this declares holds beyond its answer. */
const reachesOut = ({ path, text }: AnswerFile): boolean => /\.d\.[mc]?ts$/.test(path) || /declare\s+global|\/\/\/\s*<reference/.test(text)

interface Numbered {
  readonly index: number
  readonly files: Files
}

/** A compiler that is warm says nothing of the order in which it looks at things: only where all that it finds is of types, it finds what a new one would. */
const errorsIn = async (group: readonly Numbered[], { server, ...asked }: Options): Promise<Map<number, string[]>> => {
  const left = server === undefined ? group : group.filter(({ files }) => files.some(setsUp))
  const warm = group.filter((each) => !left.includes(each))
  if (warm.length === 0) return errorsByNewCompiler(left, asked)
  const errors = await laidOut(warm, (folder, paths) => server!.errorsIn(folder, paths, asked), server!.ground())
  const isBroken = ({ index }: Numbered) => errors.some((error) => error.answer === index && !isOfTypes(error))
  return new Map([
    ...warm.filter((each) => !isBroken(each)).map(({ index, files }) => [index, sentencesOf(errors, index, files)] as const),
    ...(await errorsByNewCompiler([...left, ...warm.filter(isBroken)], asked)),
  ])
}

/** Settings of the learner's own stand nearer to the program than the kit's. */
const setsUp = ({ path }: AnswerFile): boolean => /(?:^|\/)[jt]sconfig\.json$/.test(path)

/** The compiler looks at types only where the syntax of all files is right: answers with other errors are left out then, and the others looked at again. */
const errorsByNewCompiler = async (group: readonly Numbered[], asked: Asked): Promise<Map<number, string[]>> => {
  if (group.length === 0) return new Map()
  const errors = errorsOf(await laidOut(group, (folder) => compile(folder, settingsName, asked)))
  const isBroken = ({ index }: Numbered) => errors.some((error) => error.answer === index)
  if (group.some(isBroken) && !errors.some(isOfTypes)) {
    return errorsByNewCompiler(
      group.filter((each) => !isBroken(each)),
      asked,
    )
  }
  return new Map(group.map(({ index, files }) => [index, sentencesOf(errors, index, files)]))
}

/** Lays answers out for a compiler, each in a folder of its own; where it is warm, on its own ground. */
const laidOut = async <Said>(
  group: readonly Numbered[],
  look: (folder: string, paths: readonly string[]) => Promise<Said>,
  ground?: string,
): Promise<Said> => {
  const folder = ground === undefined ? temporaryFolder('types-') : mkdtempSync(join(ground, 'answers-'))
  try {
    for (const { index, files } of group) lay(join(folder, `${index}`), files)
    const paths = group.flatMap(({ index, files }) => checkedIn(files).map(({ path }) => `${index}/${posix.normalize(path)}`))
    writeFileSync(join(folder, settingsName), JSON.stringify({ compilerOptions: settings, files: paths }))
    symlinkSync(packages(), join(folder, 'node_modules'), 'junction')
    return await look(folder, paths)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const checkedIn = (files: Files): AnswerFile[] => files.filter(({ path }) => isInside(path) && /\.[mc]?tsx?$/.test(path))

const isInside = (path: string): boolean =>
  !posix.isAbsolute(path) && !/^\.\.(?:\/|$)|(?:^|\/)node_modules(?:\/|$)/.test(posix.normalize(path))

/** The name by which a warm compiler looks for them. */
const settingsName = 'tsconfig.json'

const lay = (folder: string, files: Files): void => {
  for (const { path, text } of [{ path: 'package.json', text: '{"type":"module"}' }, ...files.filter(({ path }) => isInside(path))]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const report = /^(\d+)\/(.+)\((\d+),\d+\): error TS(\d+): (.+)$/

/** A message begins with its place; what explains it stands below, indented. */
const errorsOf = (printed: string): TypeScriptError[] =>
  printed.split(/\r?\n(?! )/).flatMap((text) => {
    const [head = '', ...rest] = text.split(/\r?\n/)
    const [, answer, path, line, code, message] = report.exec(head) ?? []
    return message === undefined
      ? []
      : [{ answer: Number(answer), path: path!, line: Number(line), code: Number(code), message: telling([message, ...rest]) }]
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
