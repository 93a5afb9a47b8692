/** Puts the parts of the reader together and reads a whole program. */
import type { AnswerFile } from '../../core/types.ts'
import { assign } from './assignments.ts'
import { execute } from './statements.ts'
import { attribute, call } from './calls.ts'
import { generatorOf } from './comprehensions.ts'
import { pull } from './containers.ts'
import { evaluate } from './expressions.ts'
import { moduleScope } from './scope.ts'
import type { Node, Source } from './tree.ts'
import { parseTree, sourceOf } from './tree.ts'
import type { Value } from './values.ts'
import { library } from './values.ts'
import { Records } from './records.ts'
import type { Walk } from './walk.ts'
import { State } from './walk.ts'
import { isTooDeep } from '../flows/flows.ts'

/** One program read: what was seen, and the files that it was seen in, the entry first. */
export interface Reading {
  readonly records: Records
  readonly trees: readonly Node[]
  /** What each of the workers runs. */
  readonly workers: ReadonlySet<unknown>
}

/** Reads the entry and every file of the answer that it imports. What half a reading has found might be wrong, so nothing of it is told. */
export const readProgram = (files: readonly AnswerFile[], entry: Source): Reading => {
  const tree = parseTree(entry)
  const trees = [tree]
  const modules = new Map<string, Value>()
  const folder = entry.path.replace(/[^/]*$/, '')
  const importModule = (name: string, from = folder): Value => {
    const path = from + name.replaceAll('.', '/')
    const known = modules.get(path)
    if (known) return known
    const file = files.find((each) => each.path === `${path}.py` || each.path === `${path}/__init__.py`)
    if (!file) return library(name)
    const scope = moduleScope(path.slice(folder.length).replaceAll('/', '.'))
    const module: Value = { is: 'module', scope }
    modules.set(path, module)
    const imported = parseTree(sourceOf(file))
    trees.push(imported)
    walk.execute(imported, scope)
    return module
  }
  const walk: Walk = newWalk(importModule)
  try {
    walk.execute(tree, moduleScope('__main__'))
    for (const last of walk.state.atExit) last()
    return { records: walk.records, trees: [...trees, ...walk.records.executed], workers: walk.state.workers }
  } catch (error) {
    if (!isTooDeep(error)) throw error
    return { records: new Records(), trees, workers: new Set() }
  }
}

const newWalk = (importModule: Walk['importModule']): Walk => {
  const walk: Walk = {
    state: new State(),
    records: new Records(),
    evaluate: (node, scope) => evaluate(walk, node, scope),
    execute: (body, scope) => execute(walk, body, scope),
    call: (callee, args, site) => call(walk, callee, args, site),
    callMethod: (self, name, args, site) => call(walk, attribute(walk, self, name, site), args, site),
    attribute: (value, name, site) => attribute(walk, value, name, site),
    assign: (target, value, scope) => assign(walk, target, value, scope),
    generator: (nodes, scope) => generatorOf(walk, nodes, scope),
    pull: (value) => pull(walk, value),
    importModule,
  }
  return walk
}
