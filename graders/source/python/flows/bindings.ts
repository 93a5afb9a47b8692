/** Where Python binds names to values: assignments, loops, comprehensions, `with`, imports. */
import type { Node } from '../tree.ts'
import { childOf, insideBrackets, isSyntax, textOf } from '../tree.ts'

interface Binding {
  /** Names, and properties and elements that are stored in. */
  readonly targets: readonly Node[]
  readonly values: readonly Node[]
  /** Bound to something that comes from outside of the program. */
  readonly isOutside: boolean
}

const nested: ReadonlySet<string> = new Set(['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression'])

const targetsIn = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node) =>
    nested.has(node.name) ? targetsIn(node.children) : node.name === 'VariableName' || node.name === 'MemberExpression' ? [node] : [],
  )

const binding = (targets: readonly Node[], values: readonly Node[]): Binding => ({
  targets: targetsIn(targets),
  values: values.filter((value) => !isSyntax(value)),
  isOutside: false,
})

const outsiders = (targets: readonly Node[]): Binding => ({ targets: targetsIn(targets), values: [], isOutside: true })

/** What a node binds by itself; what it holds is looked at on its own. */
export const bindingsOf = (node: Node): Binding[] => {
  const { name, children } = node
  if (name === 'AssignStatement') return assigned(children)
  if (name === 'UpdateStatement') return [binding(children.slice(0, 1), children.slice(1))]
  if (name === 'NamedExpression') return [binding(children.slice(0, 1), children.slice(1))]
  if (name === 'WithStatement') return entered(children)
  if (name === 'TryStatement') return [outsiders(children.filter((_, index) => children[index - 1]?.name === 'as'))]
  if (name === 'MatchStatement') return [{ ...binding([], children.slice(1, 2)), targets: capturesIn(node) }]
  if (name === 'ImportStatement') return imported(children)
  return childOf(node, 'for') === undefined ? [] : looped(children)
}

/** `a = b = value`: whoever changes one of them changes the other. */
const assigned = (children: readonly Node[]): Binding[] => {
  const last = children.findLastIndex(({ name }) => name === 'AssignOp')
  const first = children.findIndex(({ name }) => name === 'AssignOp')
  if (last === -1) return []
  const all = binding(children.slice(0, last), children.slice(last + 1))
  return first === last ? [all] : [all, binding(children.slice(0, first), children.slice(first + 1, last))]
}

/** Every `for … in …` of a loop or a comprehension. */
const looped = (children: readonly Node[]): Binding[] =>
  children.flatMap((child, start) => {
    if (child.name !== 'for') return []
    const rest = children.slice(start + 1)
    const from = rest.findIndex(({ name }) => name === 'in')
    const end = rest.findIndex(
      ({ name }, index) => index > from && (name === 'Body' || name === 'for' || name === 'if' || name === 'async'),
    )
    return pairwise(rest.slice(0, from), rest.slice(from + 1, end === -1 ? undefined : end))
  })

/** `for a, b in zip(…, …)`: what each name goes over; `enumerate` gives numbers of its own besides. */
const pairwise = (targets: readonly Node[], values: readonly Node[]): Binding[] => {
  const [call, ...more] = values.filter((value) => !isSyntax(value))
  const [only, ...others] = targets.filter((target) => !isSyntax(target))
  if (only !== undefined && others.length === 0 && nested.has(only.name)) return pairwise(only.children.slice(1, -1), values)
  const parts = call === undefined || more.length > 0 ? null : goneOver(call)
  const names = [only ?? [], others].flat()
  if (parts === null || parts.length !== names.length || names.length < 2) return [binding(targets, values)]
  return names.flatMap((name, index) => (parts[index]!.length === 0 ? binding([name], []) : pairwise([name], parts[index]!)))
}

/** What each of the things comes from that a call of `zip` or `enumerate` gives; `null` for any other value. */
const goneOver = (call: Node): readonly (readonly Node[])[] | null => {
  const list = childOf(call, 'ArgList')
  const name = call.name === 'CallExpression' ? textOf(call.children[0]!) : ''
  if (list === undefined || (name !== 'zip' && name !== 'enumerate')) return null
  const args = insideBrackets(list)
  if (name === 'enumerate') return [args.slice(1).flat(), args[0] ?? []]
  return args.every((each) => each.length === 1) ? args : null
}

const entered = (children: readonly Node[]): Binding[] =>
  children.flatMap((child, index) => (child.name === 'as' ? [binding([children[index + 1]!], [children[index - 1]!])] : []))

const capturesIn = (node: Node): Node[] => {
  const found: Node[] = []
  const waiting = [...node.children]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at.name === 'Body') continue
    if (at.name.endsWith('Pattern')) found.push(...at.children.filter(({ name }) => name === 'VariableName'))
    waiting.push(...at.children)
  }
  return found
}

/** Modules that know nothing of the world. */
const pure = /^(?:math|itertools|functools|operator|json|string|typing|collections|statistics|random|time|datetime|__future__)\b/

/** What is imported of a module that only computes is as pure as the language itself. */
const imported = (children: readonly Node[]): Binding[] => {
  const names = children.filter(({ name }) => name === 'VariableName')
  const module = names[0]
  return module === undefined ? [] : [{ ...outsiders(names), isOutside: !pure.test(textOf(module)) }]
}
