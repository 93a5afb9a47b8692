/** `import`: names of libraries, and the other files of the answer. */
import { addStar, bind } from './scope.ts'
import type { Node } from './tree.ts'
import { splitAtCommas, textOf } from './tree.ts'
import type { Scope } from './values.ts'
import type { Walk } from './walk.ts'

/**
 * One imported name: where from, what, and under which name it is bound. `name` is null for a whole module, `*` for all names. `dots` stand in front of a module
 * that is sought from the folder of the file itself: one for that folder, each further one for the folder around it.
 */
export interface Imported {
  readonly dots: number
  readonly module: string
  readonly name: string | null
  readonly as: string
}

/** Reads an import statement without following it. */
export const importsOf = (node: Node): Imported[] => {
  const at = node.children.findIndex(({ name }) => name === 'import')
  const parts = splitAtCommas(node.children.slice(at + 1).filter(({ name }) => name !== '(' && name !== ')'))
  const source = node.children.slice(1, at).map(textOf).join('')
  const from = source.replace(/^\.+/, '')
  const dots = source.length - from.length
  return parts.flatMap((part) => {
    const alias = part.findIndex(({ name }) => name === 'as')
    const name = part
      .slice(0, alias < 0 ? undefined : alias)
      .map(textOf)
      .join('')
    const as = alias < 0 ? null : textOf(part[alias + 1] ?? part[0]!)
    if (name === '') return []
    if (node.children[0]?.name === 'from')
      return [from === '' ? { dots, module: name, name: null, as: as ?? name } : { dots, module: from, name, as: as ?? name }]
    const bound = as ?? name.split('.')[0]!
    return [{ dots, module: as === null ? bound : name, name: null, as: bound }]
  })
}

/** Binds what an `import` brings. */
export const importStatement = (walk: Walk, node: Node, scope: Scope): void => {
  for (const { dots, module, name, as } of importsOf(node)) {
    const value = walk.importModule(module, dots === 0 ? undefined : folderAbove(node.source.path, dots))
    if (name === null) bind(scope, as, value)
    else if (name !== '*') bind(scope, as, walk.attribute(value, name, node))
    else if (value.is === 'module') bindAll(scope, value.scope)
    else addStar(scope, module)
  }
}

const bindAll = (scope: Scope, from: Scope): void => {
  for (const [name, value] of from.variables) if (!name.startsWith('_')) bind(scope, name, value)
}

/** The folder of a file, or one of those around it. */
const folderAbove = (path: string, levels: number): string => path.split('/').slice(0, -levels).concat('').join('/')
