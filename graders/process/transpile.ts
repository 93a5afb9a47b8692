import { SourceMap } from 'node:module'
import { posix } from 'node:path'
import { compileFunction } from 'node:vm'
import { once } from '../core/once.ts'
import type { Specifiers } from '../core/specifiers.ts'
import type { AnswerFile } from '../core/types.ts'
import { type Compiled, compile } from './compile.ts'

/** A file as plain Node can run it. */
export interface Module {
  /** The learner's own name for it. */
  readonly source: string
  /** The name that it is run by: `q3.mjs` for `q3.ts`. */
  readonly path: string
  readonly code: string
  /** Further names under which the learner's program may ask for it. */
  readonly aliases: readonly string[]
  /** The line in `source` of a place in `code`; lines and columns count from 1. Without a column its first statement is meant. */
  readonly origin: (line: number, column?: number) => number | null
  /** What the learner wrote where `code` has so many characters; `null` where the kit does not know. */
  readonly written: (line: number, column: number, length: number) => Written | null
}

/** A line of the learner's, and a piece of it. Lines and columns count from 1. */
export interface Written {
  readonly line: number
  readonly text: string
  readonly column: number
  readonly length: number
}

/**
 * Compiles a learner's file so that plain Node runs it, whatever its version and with no loader in its processes. What may stand in a module of the older
 * kind becomes `.cjs`, as Node has it; all else becomes `.mjs`. Type errors do not matter here, and neither do syntax errors: what
 * cannot be compiled is run as it is, so that Node itself says what is wrong.
 */
export const toModule = ({ path, text: own }: AnswerFile, specifiers: Specifiers = () => null): Module => {
  if (!program.test(path)) return { source: path, path, code: own, aliases: [], origin: () => null, written: () => null }
  const text = withoutShebang(own)
  const bare = path.replace(program, '')
  const compiled = compile(`${bare}.ts${path.endsWith('x') ? 'x' : ''}`, text)
  const body = withOwnNames(compiled?.code ?? text, path, specifiers)
  const esm = /\.m[jt]s$/.test(path) || isEsModule(body)
  const prelude = esm ? commonJsNames(body) : ''
  const target = `${bare}${esm ? '.mjs' : '.cjs'}`
  // Few programs fail with a message that names a line.
  const map = once(() => (compiled?.map === undefined ? null : mapOf(compiled.map)))
  return {
    source: path,
    path: target,
    code: prelude + body,
    // A program may put the ending of its own name behind that of another.
    aliases: [`${bare}.ts`, `${bare}.js`, bare, path, `${bare}.mjs`, `${bare}.cjs`].filter(
      (name, index, all) => name !== target && all.indexOf(name) === index,
    ),
    origin: originIn(body, map),
    written: writtenIn(text, body, prelude.length, map),
  }
}

const program = /\.(?:[cm]?[jt]s|[jt]sx)$/

/** `#!/usr/bin/env ts-node` must stand first, and so may have nothing in front of it: as a remark it may. No place moves. */
const withoutShebang = (text: string): string => text.replace(/^(\ufeff?)#!/, '$1//')

/** `null` where the learner's file is run as it is. */
type LazyMap = () => SourceMap | null

/** The compiler sets other quotes, indents and semicolons: what it made of a line is not what the learner wrote. */
const writtenIn = (text: string, body: string, preludeLength: number, map: LazyMap): Module['written'] => {
  const [lines, made] = [once(() => text.split(/\r\n|\r|\n/)), once(() => body.split('\n'))]
  return (line, column, length) => {
    const at = column - 1 - (line === 1 ? preludeLength : 0)
    if (at < 0) return null
    const read = map()
    const found = read === null ? { line: line - 1, column: at } : originOf(read, line - 1, at)
    const own = found === null ? undefined : lines()[found.line]
    if (found === null || own === undefined) return null
    const isSame = own.startsWith(made()[line - 1]?.slice(at, at + length) ?? '', found.column)
    return { line: found.line + 1, text: own, column: Math.min(found.column, own.length) + 1, length: isSame ? length : 1 }
  }
}

/** Lines and columns count from 0. A place between two that the map names lies as far behind the first of them as in what was compiled. */
const originOf = (map: SourceMap, line: number, column: number): { readonly line: number; readonly column: number } | null => {
  const entry = map.findEntry(line, column)
  if (!('originalLine' in entry)) return null
  const behind = entry.generatedLine === line ? column - entry.generatedColumn : 0
  return { line: entry.originalLine, column: entry.originalColumn + behind }
}

const mapOf = (map: NonNullable<Compiled['map']>): SourceMap =>
  new SourceMap({ ...map, file: map.file ?? '', sourceRoot: '', sourcesContent: [] })

const originIn = (body: string, map: LazyMap): Module['origin'] => {
  const lines = once(() => body.split('\n'))
  // Before a line's first statement stands its indent, which belongs to the line before it.
  return (line, column = Math.max(0, lines()[line - 1]?.search(/\S/) ?? 0) + 1) => {
    const read = map()
    if (read === null) return line
    const entry = read.findEntry(line - 1, column - 1)
    return 'originalLine' in entry ? entry.originalLine + 1 : null
  }
}

/** A name of a module where it is imported, as the compiler writes it; what follows tells whether it is said to be JSON. */
const imported = /(\b(?:from|import|require) ?\(?)(["'])([^"'\n]+)\2(?=(,? ?(?:with|assert|\{))?)/g

/** Names that Node does not find by itself: without an ending, of folders, by settings of TypeScript, and of JSON that is imported without saying so. */
const withOwnNames = (code: string, path: string, specifiers: Specifiers): string =>
  code.replace(imported, (whole, before: string, quote: string, specifier: string, saysKind?: string) => {
    const meant = specifiers(specifier, path)
    if (meant === null) return whole
    const isJson = meant.endsWith('.json') && !before.startsWith('require') && saysKind === undefined
    const isKnown = specifier.startsWith('.') && specifier.endsWith(posix.basename(meant))
    if (isKnown && !isJson) return whole
    const own = posix.relative(posix.dirname(path), isJson ? `${meant}${jsonModule}` : meant)
    return `${before}${quote}${own.startsWith('.') ? own : `./${own}`}${quote}`
  })

/** Behind the name of a file of JSON: a module that gives what stands in it. */
export const jsonModule = '.mjs'

/** `await (…)` outside of any function may be read as a call of something called `await`, and is not meant so. */
const isEsModule = (code: string): boolean => /^await *\(/m.test(code) || !isCommonJs(code)

/** As Node finds out: what may stand in a module of the older kind is one. There a name may be used that nobody declared, and `return` may stand anywhere. */
const isCommonJs = (code: string): boolean => {
  try {
    compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'])
    return true
  } catch {
    return false
  }
}

/** What each name of CommonJS stands for in an ES module. */
const commonJs = {
  __filename: `const __filename = import.meta.filename ?? process.getBuiltinModule('node:url').fileURLToPath(import.meta.url);`,
  __dirname: `const __dirname = process.getBuiltinModule('node:url').fileURLToPath(new URL('.', import.meta.url)).replace(/[\\\\/]$/, '');`,
  require: `const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);`,
  module: `const module = { exports: {} };`,
} as const

/** Without it `require.main === module` would hold nowhere. */
const mainModule = `if (process.argv[1] === process.getBuiltinModule('node:url').fileURLToPath(import.meta.url)) require.main = module;`

/**
 * Many who write TypeScript mix `import` with the names of CommonJS, since their own compiler allows it. The names cost nothing; they stand on the
 * first line, in front of the learner's own code, so that no line moves. A name that the learner declares is the learner's.
 */
const commonJsNames = (code: string): string => {
  const uses = (name: string): boolean => new RegExp(`(?<![.\\w$'"])${name}\\b`).test(code)
  const names = (Object.keys(commonJs) as (keyof typeof commonJs)[])
    .filter((name) => uses(name) || (name === 'require' && uses('module')))
    .filter((name) => compile('names.mjs', `const ${name} = 0;${code}`) !== null)
  const asksForMain = names.includes('require') && names.includes('module')
  return [...names.map((name) => commonJs[name]), ...(asksForMain ? [mainModule] : [])].join(' ')
}
