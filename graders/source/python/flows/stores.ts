/** Whether the code that workers run may leave anything in memory that others see. */
import { wordSet } from '../../../core/word-set.ts'
import { bindingsOf } from './bindings.ts'
import { type Node, allNodes, childOf, textOf } from '../tree.ts'
import type { Value } from '../values.ts'

/** Functions and methods that store nothing in what they are given. */
const harmless = wordSet(
  'print len range list tuple dict set sum pow int str float bool abs min max sorted enumerate zip map filter round isinstance iter next reversed any all ' +
    'repr format get get_nowait put put_nowait recv send acquire release wait is_set clear close join append items keys values getpid getppid ' +
    'current_process sleep get_lock task_done flush perf_counter time monotonic randint random sqrt',
)

/** `code` is what each worker runs: the body of a function, or a value that is called. */
export const mayStore = (code: Iterable<unknown>, trees: readonly Node[]): boolean => {
  const functions = functionsIn(trees)
  const seen = new Set<Node>()
  const waiting: (Node | null)[] = [...code].flatMap((each) => bodiesOf(each as Node | Value | null))
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === null || stores(node, functions)) return true
    if (seen.has(node)) continue
    seen.add(node)
    waiting.push(...node.children, ...(functions.get(textOfName(node)) ?? []))
  }
  return false
}

/** Functions and methods of the program, by their names. */
const functionsIn = (trees: readonly Node[]): ReadonlyMap<string, readonly Node[]> => {
  const found = new Map<string, Node[]>()
  for (const node of trees.flatMap(allNodes)) {
    const name = node.name === 'FunctionDefinition' ? childOf(node, 'VariableName') : undefined
    if (name !== undefined) found.set(textOf(name), [...(found.get(textOf(name)) ?? []), node])
  }
  return found
}

/** `null` stands for code that cannot be looked into. */
const bodiesOf = (code: Node | Value | null): (Node | null)[] => {
  if (code === null) return []
  if ('children' in code) return [code]
  if (code.is === 'function') return [code.body]
  if (code.is === 'bound') return [code.function.body]
  if (code.is === 'partial') return bodiesOf(code.callee)
  if (code.is === 'class') return [...code.scope.variables.values()].flatMap((each) => (each.is === 'function' ? [each.body] : []))
  return code.is === 'library' && /^(?:builtins|math|time)\./.test(code.name) ? [] : [null]
}

const textOfName = (node: Node): string => (node.name === 'VariableName' || node.name === 'PropertyName' ? textOf(node) : '')

/** An element or an attribute that is given a value, or a call that may do so. */
const stores = (node: Node, functions: ReadonlyMap<string, unknown>): boolean => {
  if (bindingsOf(node).some(({ targets }) => targets.some(({ name }) => name === 'MemberExpression'))) return true
  if (node.name !== 'CallExpression') return false
  const callee = node.children[0]!
  const name = textOf(childOf(callee, 'PropertyName') ?? callee)
  return !harmless.has(name) && !functions.has(name)
}
