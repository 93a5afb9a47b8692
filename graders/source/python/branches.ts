/** Branches and loops: where a program's way may depend on what only a run can tell. */
import { once } from '../../core/once.ts'
import { assignAll, isExact } from './arguments.ts'
import { evaluateAll } from './sequences.ts'
import { endsByLimit } from './limits.ts'
import { isStandardInput } from './names.ts'
import type { Node } from './tree.ts'
import { childOf } from './tree.ts'
import type { Poll, Runner, Scope, Task, Value } from './values.ts'
import { negated, pollOf, truthOf } from './polls.ts'
import { NONE } from './values.ts'
import { waitFor } from './waits.ts'
import type { Completion, State, Walk } from './walk.ts'
import { NEXT, complete, during, isGuard, perhaps, supposing } from './walk.ts'

/** How often a loop is read that goes on longer, by the number of loops around it. */
const ROUNDS = [256, 16, 4]
/** What must be left of the budget when a loop ends: one long computation must not hide what comes after it. */
const reserveOf = ({ state }: Walk): number => state.budget * 0.75

const roundsAt = (loops: number): number => ROUNDS[loops] ?? 2

/** How often a loop is read of which nobody can tell how long it goes on. */
const SUPPOSED_ROUNDS = 3

export const ifStatement = (walk: Walk, node: Node, scope: Scope): Completion => {
  const branches = branchesOf(node)
  const undecided: Completion[] = []
  const refuted: Poll[] = []
  for (const [index, { condition, body }] of branches.entries()) {
    const value = condition ? walk.evaluate(condition, scope) : undefined
    const poll = value && pollOf(value)
    const truth = value ? truthOf(value) : true
    if (truth === false) continue
    const read = () => walk.execute(body, scope)
    if (truth === true && undecided.length === 0) return during(walk, 'guarded', walk.state.guarded || isGuarded(condition), read)
    const of = branches.at(-1)?.condition ? null : branches.length
    const completion = perhaps(walk, { statement: node, index, of, poll: askedIn(walk, poll ?? negated(refuted.at(-1))) }, read)
    undecided.push(completion)
    if (poll) refuted.push(poll)
    notePolledBreak(walk, poll, completion, undecided.length > 1, node)
    if (truth === true) return settle(walk, undecided, true, node)
  }
  return settle(walk, undecided, false, node)
}

/** In a loop that comes by again, to wait only for what has ended is a way of waiting too. */
const askedIn = ({ state }: Walk, poll: Poll | undefined): Poll | undefined => (state.again && poll?.alive === false ? negated(poll) : poll)

const isGuarded = (condition: Node | undefined): boolean => condition !== undefined && isGuard(condition)

/** The branches of an `if`, in order; `else` has no condition. */
const branchesOf = (node: Node): { condition: Node | undefined; body: Node }[] => {
  const branches: { condition: Node | undefined; body: Node }[] = []
  node.children.forEach((child, index) => {
    if (child.name !== 'Body') return
    const before = node.children[index - 1]
    branches.push({ condition: before?.name === 'else' ? undefined : before, body: child })
  })
  return branches
}

/** One way on after an undecided `if`: it is left for good only when every branch leaves. */
const settle = (walk: Walk, completions: readonly Completion[], exhaustive: boolean, node: Node): Completion => {
  const leaving = completions.filter(({ how }) => how !== 'next')
  const [first] = leaving
  if (first && exhaustive && leaving.length === completions.length) return first
  for (const { how, value } of leaving) {
    const frame = walk.state.frames.at(-1)
    if (how === 'return' && frame) frame.perhaps ??= value
    if (how === 'return' || how === 'break' || how === 'raise') walk.state.mayBreak = true
    if (how === 'return' || how === 'break') walk.state.mayStop ??= node
  }
  return NEXT
}

/** `if not any(p.is_alive() for p in ps): break` ends a loop when every process has ended. */
const notePolledBreak = (walk: Walk, poll: Poll | undefined, completion: Completion, isElse: boolean, node: Node): void => {
  const leaves = completion.how === 'break' || completion.how === 'return'
  if (!poll || !leaves || walk.state.loops === 0 || poll.alive || isElse) return
  for (const each of poll.of) walk.state.polled.delete(each)
  awaitPolled(poll, node, walk.state)
}

const awaitPolled = (poll: Poll, node: Node, { limited: isLimited, branches }: Pick<State, 'limited' | 'branches'>): void => {
  if (poll.of.length === 0) return
  const limited = isLimited()
  const how = `a loop that asks ${limited ? 'whether' : 'until'} every one has ended`
  for (const each of poll.every ? poll.of : []) waitFor(each, { node, for: each.is === 'task' ? 'results' : 'end', how, limited }, branches)
}

export const whileStatement = (walk: Walk, node: Node, scope: Scope): Completion => {
  const [body, orElse] = node.children.filter(({ name }) => name === 'Body')
  const condition = node.children[1]
  const limit = roundsAt(walk.state.loops)
  const reserve = reserveOf(walk)
  const polled = new Set<Runner | Task>()
  const limited = once(() => endsByLimit(walk, condition, body, scope))
  for (let round = 0; ; round += 1) {
    const value = walk.evaluate(condition, scope)
    const truth = truthOf(value)
    const poll = pollOf(value)
    if (poll?.alive) awaitPolled(poll, node, { limited, branches: [] })
    if (truth === false || walk.state.budget <= reserve) break
    const read = () => during(walk, 'again', true, () => readRound(walk, body, scope, limited, truth === undefined))
    const { completion, mayBreak } = during(walk, 'polled', polled, () => inLoop(walk, node, poll, read))
    const left = leavesLoop(completion)
    if (left) return left
    const supposed = truth === undefined || mayBreak
    if (round + 1 < (supposed ? SUPPOSED_ROUNDS : limit)) continue
    if (condition?.name === 'Boolean' && !mayLeave(body)) return complete('raise')
    awaitPolled({ of: [...polled], alive: true, every: true }, node, { limited, branches: [] })
    break
  }
  return walk.execute(orElse, scope)
}

/** A loop that goes on when a process has ended does not go round once for one that runs. */
const inLoop = <Result>(walk: Walk, statement: Node, poll: Poll | undefined, read: () => Result): Result =>
  poll?.alive === false ? perhaps(walk, { statement, index: 0, of: null, poll }, read) : read()

/** True where a `break` or a `return` stands in a loop, be it in a handler that is never read. */
const mayLeave = (body: Node | undefined): boolean => {
  const open = body ? [body] : []
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.name === 'BreakStatement' || node.name === 'ReturnStatement') return true
    for (const child of node.children) open.push(child)
  }
  return false
}

export const forStatement = (walk: Walk, node: Node, scope: Scope): Completion => {
  const [body, orElse] = node.children.filter(({ name }) => name === 'Body')
  const start = node.children.findIndex(({ name }) => name === 'for')
  const middle = node.children.findIndex(({ name }) => name === 'in')
  const targets = node.children.slice(start + 1, middle)
  const end = node.children.findIndex(({ name }) => name === 'Body')
  const iterable = evaluateAll(walk, node.children.slice(middle + 1, end), scope)
  if (isStandardInput(iterable)) walk.records.readsInput.add(node)
  const pull = walk.pull(iterable)
  const limit = roundsAt(walk.state.loops)
  let wasLeft = false
  let stop: Node | null = null
  const reserve = reserveOf(walk)
  const isWhole = iterable.is !== 'list' || iterable.items.length <= limit
  for (let item = pull(), round = 1; item && walk.state.budget > reserve; item = pull(), round += 1) {
    assignAll(walk, targets, item, scope)
    const read = () => readRound(walk, body, scope, () => iterable.is === 'list', !isWhole || !isExact(iterable))
    const { completion, mayBreak, mayStop }: Round = stop
      ? perhaps(walk, { statement: stop, index: 0, of: null, poll: undefined }, read)
      : read()
    stop ??= mayStop
    const left = leavesLoop(completion)
    if (left) return left
    wasLeft ||= mayBreak
    if (round >= limit && iterable.is !== 'lazy') break
  }
  return wasLeft ? settle(walk, [supposing(walk, () => walk.execute(orElse, scope))], false, node) : walk.execute(orElse, scope)
}

/** One round of a loop: how it ends, and which condition of it may have left the loop for good without an exception. */
interface Round {
  readonly completion: Completion
  readonly mayBreak: boolean
  readonly mayStop: Node | null
}

const readRound = (walk: Walk, body: Node | undefined, scope: Scope, limited: State['limited'], undecided: boolean): Round => {
  const execute = () => {
    const completion = walk.execute(body, scope)
    return { completion, mayBreak: walk.state.mayBreak, mayStop: walk.state.mayStop }
  }
  const read = () =>
    during(walk, 'loops', walk.state.loops + 1, () =>
      during(walk, 'limited', limited, () => during(walk, 'mayBreak', false, () => during(walk, 'mayStop', null, execute))),
    )
  return undecided ? supposing(walk, read) : read()
}

/** What a loop hands on: `break` ends it without its `else`, `return` and `raise` leave more than the loop. */
const leavesLoop = (completion: Completion): Completion | undefined => {
  if (completion.how === 'break') return NEXT
  return completion.how === 'return' || completion.how === 'raise' ? completion : undefined
}

export const matchStatement = (walk: Walk, node: Node, scope: Scope): Completion => {
  walk.evaluate(node.children[1], scope)
  const clauses = childOf(node, 'MatchBody')?.children.filter(({ name }) => name === 'MatchClause') ?? []
  const completions = clauses.map((clause, index) =>
    perhaps(walk, { statement: node, index, of: null, poll: undefined }, () => walk.execute(childOf(clause, 'Body'), scope)),
  )
  return settle(walk, completions, false, node)
}

/** What a function returned, or would have returned had an undecided branch been taken. */
export const returned = (completion: Completion, perhaps: Value | null): Value =>
  completion.how === 'return' && (completion.value !== NONE || !perhaps) ? completion.value : (perhaps ?? NONE)
