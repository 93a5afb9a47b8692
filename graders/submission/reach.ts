/** How far up its tree a program reaches: many lie in `src/` and are run from the folder around it, or share a folder beside their own. */
import { folderOf } from '../core/paths.ts'
import { insteadOf } from '../core/errors.ts'
import { specifiersOf } from '../core/specifiers.ts'
import { answerFile } from './answers.ts'
import { isCompanion, isData } from './kinds.ts'
import { baseOf, extensionOf, type RawFile } from './raw.ts'

/** The folder from which the names in a program lead to its files, and what it needs of the files outside of its own folder. */
export interface Reach {
  readonly root: string
  readonly outside: readonly RawFile[]
}

/** `companions` lie in the folder of the program or below; `files` are all those of the tree that it may have. */
export const reachOf = async (entry: RawFile, companions: readonly RawFile[], files: readonly RawFile[]): Promise<Reach> => {
  const folder = folderOf(entry.path)
  const above = foldersAbove(folder)
  if (above.length === 0) return { root: folder, outside: [] }
  const settings = files.filter(
    ({ path }) => /^(?:ts|js)config\.json$|^package\.json$/.test(baseOf(path)) && above.includes(folderOf(path)),
  )
  const find = finder(files, await Promise.all(settings.map(textOf)))
  const outside = new Set<RawFile>()
  let root = folder
  for (let texts = [entry, ...companions]; texts.length > 0;) {
    const found: RawFile[] = []
    for (const file of texts)
      for (const name of namesIn((await textOf(file)).text)) {
        const target = find(name, file, folder, above)
        if (target === null) continue
        root = shorter(root, target.root)
        if (isWithin(folder, target.file) || outside.has(target.file)) continue
        outside.add(target.file)
        found.push(target.file)
      }
    texts = found
  }
  if (root === folder) return { root, outside: [] }
  return {
    root,
    outside: [...outside, ...settings.filter((file) => isWithin(root, file) && !isWithin(folder, file) && !outside.has(file))],
  }
}

interface Target {
  readonly file: RawFile
  readonly root: string
}

const isWithin = (folder: string, { path }: RawFile): boolean => folder === '' || path.startsWith(`${folder}/`)

/** The folders around this one, the nearest first. */
const foldersAbove = (folder: string): string[] => (folder === '' ? [] : [folderOf(folder), ...foldersAbove(folderOf(folder))])

const shorter = (one: string, other: string): string => (other.length < one.length ? other : one)

/** What cannot be read speaks of nothing; who reads the answer tells of it. */
const textOf = (file: RawFile): Promise<{ readonly path: string; readonly text: string }> =>
  answerFile(file, file.path).catch(insteadOf(() => ({ path: file.path, text: '' })))

/** Of a program so many names are looked for. */
const most = 500

/** All that stands in quotes; the pieces of a path, which `join()` puts together, as one. */
const namesIn = (text: string): string[] =>
  [text, text.replace(/["'] ?, ?["']/g, '/')].flatMap((each) =>
    [...each.matchAll(/["'`](?:\$\{\w+\})?([^"'`\n$*?]{2,200})["'`]/g)].slice(0, most).map(([, name]) => name!),
  )

/** What a name in a program leads to: from the file that it stands in, by settings of TypeScript, or from a folder around the program. */
const finder = (files: readonly RawFile[], settings: readonly { readonly path: string; readonly text: string }[]) => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const meant = specifiersOf([...files.map(({ path }) => ({ path, text: '' })), ...settings])
  const at = (specifier: string, from: string): RawFile | null => byPath.get(meant(specifier, from) ?? '') ?? null
  return (name: string, { path }: RawFile, folder: string, above: readonly string[]): Target | null => {
    const relative = name.replace(/^\/(?=\.\.\/)/, '')
    if (relative.startsWith('..')) return outwards(at(relative, path), folder, above)
    if (/^(?:\.\/)?\.?[\w@ -]+(?:[/.][\w@ -]+)+$/.test(name) && !isThere(at, name, path, folder))
      for (const root of above) {
        const file = at(`./${name.replace(/^\.\//, '')}`, `${root}/-`)
        if (file !== null && (name.includes('/', 2) || isData(extensionOf(name)) || isCompanion(extensionOf(name), 'ts')))
          return { file, root }
      }
    const [setting] = settings
    const named = setting === undefined || /^[./]/.test(name) ? null : at(name, path)
    return setting === undefined || named === null ? null : { file: named, root: folderOf(setting.path) }
  }
}

const isThere = (at: (specifier: string, from: string) => RawFile | null, name: string, path: string, folder: string): boolean =>
  [path, `${folder}/-`].some((from) => at(`./${name.replace(/^\.\//, '')}`, from) !== null)

/** The nearest folder around the program that holds the file as well. */
const outwards = (file: RawFile | null, folder: string, above: readonly string[]): Target | null =>
  file === null ? null : { file, root: isWithin(folder, file) ? folder : above.find((each) => isWithin(each, file))! }
