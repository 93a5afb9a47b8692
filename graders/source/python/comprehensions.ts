/** Comprehensions: their clauses are followed one element at a time, so that whoever stops early stops them. */
import { assignAll, isExact } from './arguments.ts'
import { innerScope } from './scope.ts'
import type { Node } from './tree.ts'
import type { Poll, Scope, Value } from './values.ts'
import { pollOf, truthOf } from './values.ts'
import type { Walk } from './walk.ts'
import { supposing } from './walk.ts'

/** What was met on the way through the clauses. */
interface Met {
  exact: boolean
  poll: Poll | undefined
}

/** The nodes of the element and of the clauses, split. */
const splitClauses = (nodes: readonly Node[]): [readonly Node[], readonly Node[]] => {
  const start = nodes.findIndex(({ name }) => name === 'for' || name === 'async')
  return start < 0 ? [nodes, []] : [nodes.slice(0, start), nodes.slice(start)]
}

/** Stops at every element, with the names bound in `inner`. */
function* follow(walk: Walk, clauses: readonly Node[], inner: Scope, met: Met): Generator<void> {
  const keyword = clauses[0]?.name
  if (keyword === undefined) yield
  else if (keyword === 'async') yield* follow(walk, clauses.slice(1), inner, met)
  else if (keyword === 'if') {
    if (holds(walk, clauses[1], inner, met)) yield* follow(walk, clauses.slice(2), inner, met)
  } else {
    const middle = clauses.findIndex(({ name }) => name === 'in')
    const iterable = walk.evaluate(clauses[middle + 1], inner)
    met.exact &&= isExact(iterable)
    const pull = walk.pull(iterable)
    for (let item = pull(); item && walk.state.budget > 0; item = pull()) {
      assignAll(walk, clauses.slice(1, middle), item, inner)
      yield* follow(walk, clauses.slice(middle + 2), inner, met)
    }
  }
}

/** What cannot be decided is let through; what it asks about processes is kept. */
const holds = (walk: Walk, condition: Node | undefined, inner: Scope, met: Met): boolean => {
  const asked = walk.evaluate(condition, inner)
  const poll = pollOf(asked)
  if (truthOf(asked) === undefined) met.exact = false
  if (poll) met.poll = { ...poll, of: [...(met.poll?.of ?? []), ...poll.of] }
  return truthOf(asked) !== false
}

/** The elements of a comprehension, read one by one. */
export const elementsOf = <Element>(
  walk: Walk,
  nodes: readonly Node[],
  scope: Scope,
  read: (element: readonly Node[], inner: Scope) => Element,
): { readonly next: () => Element | undefined; readonly met: Met } => {
  const [element, clauses] = splitClauses(nodes)
  const inner = innerScope('function', scope)
  const met: Met = { exact: true, poll: undefined }
  const steps = follow(walk, clauses, inner, met)
  const next = () => {
    if (steps.next().done) return undefined
    return met.exact ? read(element, inner) : supposing(walk, () => read(element, inner))
  }
  return { next, met }
}

/** The values of a comprehension's element, whenever somebody pulls. */
export const generatorOf = (walk: Walk, nodes: readonly Node[], scope: Scope): (() => Value | undefined) =>
  elementsOf(walk, nodes, scope, (element, inner) => walk.evaluate(element.at(-1), inner)).next
