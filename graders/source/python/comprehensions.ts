/** Comprehensions: their clauses are followed one element at a time, so that whoever stops early stops them. */
import { assignAll, isExact } from './arguments.ts'
import { doubtAt, doubtsAbout } from './doubts.ts'
import { innerScope } from './scope.ts'
import type { Node } from './tree.ts'
import type { Branch, Poll } from './running.ts'
import type { Lazy, Scope } from './values.ts'
import { pollOf, truthOf } from './polls.ts'
import type { Walk } from './walk.ts'
import { during, supposing } from './walk.ts'

/** What was met on the way through the clauses. */
interface Met {
  exact: boolean
  poll: Poll | undefined
  /** The conditions of which nobody can tell whether they hold for the element that is met. */
  branches: readonly Branch[]
}

/** `for targets in iterable`, or `if condition`. */
interface Clause {
  readonly targets: readonly Node[] | null
  readonly of: Node | undefined
}

/** Python nests no deeper. */
const MAX_CLAUSES = 20

/** The nodes of the element, and the clauses after it. */
const splitClauses = (nodes: readonly Node[]): [readonly Node[], readonly Clause[]] => {
  const clauses: Clause[] = []
  const starts = nodes.flatMap(({ name }, at) => (name === 'for' || name === 'if' ? [at] : [])).slice(0, MAX_CLAUSES)
  for (const at of starts) {
    const middle = nodes.findIndex(({ name }, index) => index > at && name === 'in')
    const isFor = nodes[at]!.name === 'for'
    clauses.push(isFor ? { targets: nodes.slice(at + 1, middle), of: nodes[middle + 1] } : { targets: null, of: nodes[at + 1] })
  }
  const element = nodes.slice(0, starts[0])
  return [element.filter(({ name }) => name !== 'async'), clauses]
}

/** Stops at every element, with the names bound in `inner`. */
function* follow(walk: Walk, clauses: readonly Clause[], inner: Scope, met: Met, at = 0): Generator<void> {
  const clause = clauses[at]
  if (!clause) yield
  else if (!clause.targets) {
    const { branches } = met
    const decided = decide(walk, clause.of!, inner, met)
    if (typeof decided === 'object') met.branches = [...branches, decided]
    if (decided !== false) yield* follow(walk, clauses, inner, met, at + 1)
    met.branches = branches
  } else {
    const iterable = walk.evaluate(clause.of, inner)
    met.exact &&= isExact(iterable)
    const pull = walk.pull(iterable)
    for (let item = pull(); item && walk.state.budget > 0; item = pull()) {
      assignAll(walk, clause.targets, item, inner)
      const { branches } = met
      met.branches = [...branches, ...doubtsAbout(iterable, item)]
      yield* follow(walk, clauses, inner, met, at + 1)
      met.branches = branches
    }
  }
}

/** Whether an element is let through; what cannot be decided is, and what it asks about processes is kept. */
const decide = (walk: Walk, condition: Node, inner: Scope, met: Met): boolean | Branch => {
  const asked = walk.evaluate(condition, inner)
  const [truth, poll] = [truthOf(asked), pollOf(asked)]
  if (poll) met.poll = { ...poll, of: [...(met.poll?.of ?? []), ...poll.of] }
  met.exact &&= truth !== undefined
  return truth ?? doubtAt(walk, condition, poll)
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
  const met: Met = { exact: true, poll: undefined, branches: [] }
  const steps = follow(walk, clauses, inner, met)
  const readOne = () => read(element, inner)
  const next = () => {
    if (steps.next().done) return undefined
    return met.exact ? readOne() : supposing(walk, () => during(walk, 'branches', [...walk.state.branches, ...met.branches], readOne))
  }
  return { next, met }
}

/** The values of a comprehension's element, whenever somebody pulls. */
export const generatorOf = (walk: Walk, nodes: readonly Node[], scope: Scope): Lazy => {
  const { next, met } = elementsOf(walk, nodes, scope, (element, inner) => walk.evaluate(element.at(-1), inner))
  return { is: 'lazy', pull: next, isExact: () => met.exact, poll: () => met.poll, doubts: () => met.branches }
}
