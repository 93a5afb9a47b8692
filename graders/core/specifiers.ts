/** Which file of an answer a program means by `./lib`, by `@lib/run` of its tsconfig.json, or by `#lib/run` of its package.json. */
import { isObject, type Json, parsedJson } from './json.ts'
import { folderOf } from './paths.ts'
import type { AnswerFile } from './types.ts'

/** The path of the file that `specifier` means in the file `from`; `null` for a package, and for what is not there. */
export type Specifiers = (specifier: string, from: string) => string | null

/** Compilers and runners for TypeScript read all of these names; Node itself knows fewer. */
export const specifiersOf = (files: readonly AnswerFile[]): Specifiers => {
  const paths = new Set(files.map(({ path }) => normal(path)))
  const find = (path: string): string | null => candidates(path).find((each) => paths.has(each)) ?? null
  const settings = files
    .filter(({ path }) => /(?:^|\/)(?:tsconfig|jsconfig|package)\.json$/.test(path))
    .flatMap(aliasesIn)
    .slice(0, mostAliases)
  return (specifier, from) => {
    if (/^\.{0,2}(?:\/|$)/.test(specifier)) return find(normal(`${folderOf(from)}/${specifier}`))
    const meant = settings.flatMap((alias) => alias(specifier)).map(find)
    return meant.find((each) => each !== null) ?? null
  }
}

const endings = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.json']

const candidates = (path: string): string[] => [
  path,
  path.replace(/\.([mc]?)js$/, '.$1ts'),
  ...endings.map((ending) => path + ending),
  ...endings.map((ending) => (path === '' ? `index${ending}` : `${path}/index${ending}`)),
]

/** Without `.`, `..` and double slashes. What leads out of the answer is left as it is. */
const normal = (path: string): string => {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** What a name may stand for. Every name that a program asks for is put to each of them, so there is a most that is listened to. */
type Alias = (specifier: string) => readonly string[]

const mostAliases = 100

const aliasesIn = ({ path, text }: AnswerFile): Alias[] => {
  const { baseUrl, paths, imports } = settingsIn(text)
  const base = `${folderOf(path)}/${baseUrl ?? '.'}`
  const named = [...Object.entries(paths).map(aliasOf(base)), ...Object.entries(imports).map(aliasOf(folderOf(path)))]
  return baseUrl === null ? named : [...named, (specifier) => [normal(`${base}/${specifier}`)]]
}

/** `@lib/*` stands for `lib/*`: what the star is on one side, it is on the other. */
const aliasOf =
  (folder: string) =>
  ([name, targets]: readonly [string, unknown]): Alias => {
    const [before = '', after] = name.split('*')
    const meant = [targets].flat().filter((target) => typeof target === 'string')
    return (specifier) => {
      const isMeant = after === undefined ? specifier === name : specifier.startsWith(before) && specifier.endsWith(after)
      const star = specifier.slice(before.length, specifier.length - (after ?? '').length)
      return isMeant ? meant.map((target) => normal(`${folder}/${target.replace('*', () => star)}`)) : []
    }
  }

interface Settings {
  readonly baseUrl: string | null
  readonly paths: Json
  readonly imports: Json
}

/** These files may hold comments, and commas that JSON does not allow. A text that does not end reaches to the end of its line: it is gone through once. */
const settingsIn = (text: string): Settings => {
  const bare = text.replace(/("(?:[^"\\\n]|\\.)*"?)|\/\/.*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)/g, '$1').replace(/,(?=\s*[}\]])/g, '')
  const read = objectIn(parsedJson(bare))
  const { baseUrl, paths } = objectIn(read['compilerOptions'])
  return { baseUrl: typeof baseUrl === 'string' ? baseUrl : null, paths: objectIn(paths), imports: objectIn(read['imports']) }
}

const objectIn = (value: unknown): Json => (isObject(value) ? value : {})
