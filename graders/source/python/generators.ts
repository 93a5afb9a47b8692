/** Generators: their bodies are read as far as somebody pulls. */
import { yieldsIn } from './definitions.ts'
import { readTry, readWith } from './enclosing.ts'
import { readFor, readWhile } from './loops.ts'
import type { Node } from './tree.ts'
import type { Func, Lazy, Scope, Value } from './values.ts'
import { unknown } from './values.ts'
import type { Completion, Frame, Walk } from './walk.ts'
import { NEXT, during, itemsOf } from './walk.ts'

/** Stops behind each statement that may have yielded, at any depth of loops, `try` and `with`; branches are read as a whole. */
function* follow(walk: Walk, body: Node | undefined, scope: Scope): Generator<void, Completion> {
  for (const statement of body?.children ?? []) {
    const completion = yield* followOne(walk, statement, scope)
    if (completion.how !== 'next') return completion
    yield
  }
  return NEXT
}

function* followOne(walk: Walk, statement: Node, scope: Scope): Generator<void, Completion> {
  const readInSteps = INSIDE[statement.name]
  if (readInSteps && yieldsIn(statement)) return yield* readInSteps(walk, statement, scope, (body) => follow(walk, body, scope))
  return walk.execute({ ...statement, children: [statement] }, scope)
}

const INSIDE: Readonly<Record<string, typeof readTry>> = {
  TryStatement: readTry,
  WithStatement: readWith,
  ForStatement: readFor,
  WhileStatement: readWhile,
}

/** What a call of a generator function gives. */
export const generate = (walk: Walk, { body }: Func, scope: Scope): Lazy => {
  const { state } = walk
  const frame: Frame = { perhaps: null, yields: [], answers: [] }
  const steps = follow(walk, body, scope)
  const generator = { isOpen: true }
  const resume = (go: () => IteratorResult<void, Completion>): void => {
    if (!generator.isOpen) return
    generator.isOpen = false
    state.active.push(body)
    state.frames.push(frame)
    const { done, value } = during(walk, 'loops', 0, () => during(walk, 'mayBreak', false, () => during(walk, 'mayStop', null, go)))
    state.frames.pop()
    state.active.pop()
    generator.isOpen = done !== true
    if (done === true && value.how === 'raise') state.raised = true
  }
  const pull = (): Value | undefined => {
    while (generator.isOpen && frame.yields.length === 0 && state.budget > 0) resume(() => steps.next())
    return frame.yields.shift()
  }
  return { is: 'lazy', pull, isExact: () => false, close: () => resume(() => steps.return(NEXT)) }
}

/** An iterator by hand: a generator may be a context manager, whose block lies between its first value and its end. */
export const lazyMethod = (walk: Walk, self: Lazy, name: string): Value => {
  if (name === '__enter__' || name === '__next__' || name === 'next' || name === 'send') return self.pull() ?? unknown()
  if (name === '__exit__') itemsOf(walk, self)
  if (name === 'close' || name === 'throw') self.close?.()
  return name === '__iter__' ? self : unknown()
}
