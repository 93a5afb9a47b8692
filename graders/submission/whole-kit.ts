/** Some learners hand in the whole kit, packed or as their repository. What they wrote lies in its `exercises/`. */
import { folderOf } from '../core/paths.ts'
import { baseOf, shown, type Tree } from './raw.ts'

/** What the kit brings along beside `exercises/`: programs and answers of its own that bear the names of answers. */
const brought = ['answers', 'graders', 'solutions']

/** What lies beside its `exercises/`: the documents speak of every question, and would be read as answers to it. */
const broughtFiles = new Set(['changelog.md', 'contributing.md', 'license', 'readme.md', 'vitest.config.ts'])

/** The tree without what a whole kit brings along, and what is to be said of that. */
export const withoutKit = (tree: Tree): { readonly own: Tree; readonly remarks: readonly string[] } => {
  const kits = kitsIn(tree)
  if (kits.length === 0) return { own: tree, remarks: [] }
  const outside = ({ path }: { readonly path: string }): boolean =>
    !kits.some((kit) => path.startsWith(kit) && isBrought(path.slice(kit.length)))
  return {
    own: {
      ...tree,
      files: tree.files.filter(outside),
      obstacles: tree.obstacles.filter(outside),
      hidden: (tree.hidden ?? []).filter((path) => outside({ path })),
    },
    remarks: kits.map(
      (kit) => `${shown(`${kit}exercises`)} was judged: solutions, model answers and documents that the kit brings along do not count.`,
    ),
  }
}

const isBrought = (path: string): boolean =>
  brought.some((each) => path.startsWith(`${each}/`)) || broughtFiles.has(path.toLowerCase()) || ownPackage.test(path)

/** What `npm run submit` has made of `exercises/`, as it lies there or opened: of one thing handed in twice the answers themselves count. */
const ownPackage = /^[^/]+-joinery(?:\.zip$|\/)/

/** The folders, each with a slash behind it, that hold `exercises/` and beside it the graders, or both solutions and answers. */
const kitsIn = ({ files }: Tree): string[] => {
  const folders = new Set(files.flatMap(({ path }) => foldersOf(path)))
  const has = (kit: string, name: string): boolean => folders.has(`${kit}${name}`)
  return [...folders]
    .filter((folder) => baseOf(folder) === 'exercises')
    .map((folder) => folder.slice(0, folder.length - 'exercises'.length))
    .filter((kit) => has(kit, 'graders') || (has(kit, 'solutions') && has(kit, 'answers')))
}

const foldersOf = (path: string): string[] => {
  const folder = folderOf(path)
  return folder === '' ? [] : [folder, ...foldersOf(folder)]
}
