/** Loops, read round by round: in a generator each goes on only when somebody pulls. */
import { once } from '../../core/once.ts'
import { assignAll, isExact } from './arguments.ts'
import { awaitPolled, settle } from './branches.ts'
import { doubtsAbout } from './doubts.ts'
import type { Body, Steps } from './enclosing.ts'
import { endsByLimit } from './limits.ts'
import { isStandardInput } from './library/names.ts'
import { pollOf, truthOf } from './polls.ts'
import { evaluateAll } from './sequences.ts'
import { endedBySignals, oneMoreEnds } from './library/signals.ts'
import { type Node, allNodes } from './tree.ts'
import type { Branch, Poll, Runner, Task } from './running.ts'
import type { Scope, Value } from './values.ts'
import type { Completion, State, Walk } from './walk.ts'
import { NEXT, complete, during, supposing } from './walk.ts'

/** How often a loop is read that goes on longer, by the number of loops around it. */
const ROUNDS = [256, 16, 4]
/** What must be left of the budget when a loop ends: one long computation must not hide what comes after it. */
const reserveOf = ({ state }: Walk): number => state.budget * 0.75

const roundsAt = (loops: number): number => ROUNDS[loops] ?? 2

/** How often a loop is read of which nobody can tell how long it goes on. */
const SUPPOSED_ROUNDS = 3

/** Reads a `while`: round by round where its condition is known, and otherwise a few rounds. */
export function* readWhile(walk: Walk, node: Node, scope: Scope, read: Body): Steps {
  const [body, orElse] = node.children.filter(({ name }) => name === 'Body')
  const condition = node.children[1]
  const limit = roundsAt(walk.state.loops)
  const reserve = reserveOf(walk)
  const [polled, leftWhenEnded] = [new Set<Runner | Task>(), new Map<Runner | Task, number>()]
  const told = new Set<Runner>()
  const limited = once(() => endsByLimit(walk, condition, body, scope))
  let held: Poll | undefined
  for (let round = 0; ; round += 1) {
    const { drawn } = walk.state
    const asked = new Set<Runner | Task>()
    const value = during(walk, 'polled', asked, () => walk.evaluate(condition, scope))
    const truth = truthOf(value)
    const poll = pollOf(value)
    held = poll?.alive ? poll : undefined
    if (truth === false || walk.state.budget <= reserve) break
    const asks = poll || asked.size > 0 ? 'process' : truth === undefined ? (condition ?? null) : walk.state.asks
    const around = { limited, isSupposed: truth === undefined, perhaps: againFor(node, poll), polled, leftWhenEnded, round, asks }
    const { completion, mayBreak } = yield* readRound(walk, around, read(body))
    const left = leavesLoop(completion)
    if (left) endedBySignals(walk, told, node, limited)
    if (left) return left
    const supposed = (truth === undefined || mayBreak) && drawn === walk.state.drawn
    if (round + 1 < (supposed ? SUPPOSED_ROUNDS : limit)) continue
    if (!supposed && oneMoreEnds(walk, told, node)) continue
    if (condition?.name === 'Boolean' && !mayLeave(body)) return complete('raise')
    if (!poll) noteBySignal(walk, truth, condition ?? node)
    // What the condition says of them itself is more exact than that it has asked.
    awaitPolled({ of: [...polled, ...(poll ? [] : asked)].filter((each) => !held?.of.includes(each)), alive: true, every: true }, node, {
      limited,
      branches: [],
    })
    break
  }
  endedBySignals(walk, told, node, limited)
  noteEarly(walk, held, condition)
  if (held) awaitPolled(held, node, { limited, branches: [] })
  return walk.execute(orElse, scope)
}

/** What this asks may change when the signal comes that a child has ended. */
const noteBySignal = ({ state, records }: Walk, truth: boolean | undefined, node: Node): void => {
  if (truth === undefined && state.onChildEnd && state.who === 'main') records.strangeWaits.set(node, 'process')
}

/** A loop of main that ends with the first process, or before the last. */
const noteEarly = ({ state, records }: Walk, held: Poll | undefined, condition: Node | undefined): void => {
  if (held && condition && state.who === 'main' && !held.every && held.of.length > 1) records.early.add(condition)
}

/** A loop that goes on when a process has ended does not go round once for one that runs. */
const againFor = (statement: Node, poll: Poll | undefined): Around['perhaps'] => (poll?.alive === false ? { statement, poll } : null)

/** True where a `break` or a `return` stands in a loop, be it in a handler that is never read. */
const mayLeave = (body: Node | undefined): boolean =>
  body !== undefined && allNodes(body).some(({ name }) => name === 'BreakStatement' || name === 'ReturnStatement')

/** A `for` loop, one round a pull; it goes round no more often than the reader's limits allow. */
export function* readFor(walk: Walk, node: Node, scope: Scope, read: Body): Steps {
  const [body, orElse] = node.children.filter(({ name }) => name === 'Body')
  const { targets, iterable } = headOf(walk, node, scope)
  if (isStandardInput(iterable)) walk.records.readsInput.add(node)
  const pull = walk.pull(iterable)
  const limit = roundsAt(walk.state.loops)
  let wasLeft = false
  let stop: Node | null = null
  const leftWhenEnded: Around['leftWhenEnded'] = new Map()
  const reserve = reserveOf(walk)
  const isWhole = iterable.is !== 'list' || iterable.items.length <= limit
  for (let item = pull(), count = 1; item && walk.state.budget > reserve; item = pull(), count += 1) {
    assignAll(walk, targets, item, scope)
    const perhaps: Around['perhaps'] = stop && { statement: stop, poll: undefined }
    const isSupposed = !isWhole || !isExact(iterable)
    const doubts = doubtsAbout(iterable, item)
    const around: Around = { limited: () => iterable.is === 'list', isSupposed, perhaps, doubts, leftWhenEnded, round: count }
    const round: Round = yield* readRound(walk, around, read(body))
    stop ??= round.mayStop
    const left = leavesLoop(round.completion)
    if (left) return left
    wasLeft ||= round.mayBreak
    if (count >= limit && iterable.is !== 'lazy') break
  }
  return wasLeft ? settle(walk, [supposing(walk, () => walk.execute(orElse, scope))], false, node) : walk.execute(orElse, scope)
}

/** What stands between `for` and `in`, and what behind it. */
const headOf = (walk: Walk, { children }: Node, scope: Scope): { readonly targets: readonly Node[]; readonly iterable: Value } => {
  const start = children.findIndex(({ name }) => name === 'for')
  const middle = children.findIndex(({ name }) => name === 'in')
  const end = children.findIndex(({ name }) => name === 'Body')
  const iterable = evaluateAll(walk, children.slice(middle + 1, end), scope)
  return { targets: children.slice(start + 1, middle), iterable }
}

/** One round of a loop: how it ends, and which condition of it may have left the loop for good without an exception. */
interface Round {
  readonly completion: Completion
  readonly mayBreak: boolean
  readonly mayStop: Node | null
}

/** What holds in a round. */
interface Around extends Pick<State, 'leftWhenEnded' | 'round'> {
  readonly limited: State['limited']
  /** Whether it may not come to this round. */
  readonly isSupposed: boolean
  /** The condition that decides about that, where one is known. */
  readonly perhaps: { readonly statement: Node; readonly poll: Poll | undefined } | null
  /** The conditions under which alone there is an item for this round. */
  readonly doubts?: readonly Branch[]
  /** Of a `while` loop: whom it asks whether they still run. */
  readonly polled?: State['polled']
  readonly asks?: State['asks']
}

/** Between two steps whoever pulls finds the state as it was. */
function* readRound({ state }: Walk, around: Around, steps: Steps): Generator<void, Round> {
  let own: Pick<State, 'mayBreak' | 'mayStop'> = { mayBreak: false, mayStop: null }
  try {
    for (;;) {
      const { loops, limited, supposed, branches, again, polled, asks, leftWhenEnded, round, mayBreak, mayStop } = state
      Object.assign(state, stateIn(state, around), own)
      const { done, value } = steps.next()
      own = { mayBreak: state.mayBreak, mayStop: state.mayStop }
      Object.assign(state, { loops, limited, supposed, branches, again, polled, asks, leftWhenEnded, round, mayBreak, mayStop })
      if (done === true) return { completion: value, ...own }
      yield
    }
  } finally {
    steps.return(NEXT)
  }
}

const stateIn = (
  state: State,
  { limited, isSupposed, perhaps, doubts = [], polled, asks, leftWhenEnded, round }: Around,
): Partial<State> => ({
  loops: state.loops + 1,
  limited,
  leftWhenEnded,
  round,
  supposed: state.supposed + Number(isSupposed) + Number(perhaps !== null),
  branches: [...state.branches, ...doubts, ...(perhaps === null ? [] : [{ ...perhaps, index: 0, of: null }])],
  ...(polled === undefined ? {} : { polled, again: true }),
  ...(asks === undefined ? {} : { asks }),
})

/** What a loop hands on: `break` ends it without its `else`, `return` and `raise` leave more than the loop. */
const leavesLoop = (completion: Completion): Completion | undefined => {
  if (completion.how === 'break') return NEXT
  return completion.how === 'return' || completion.how === 'raise' ? completion : undefined
}
