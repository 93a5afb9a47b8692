/** Branches: where a program's way depends on what only a run can tell. */
import { standsFor } from './alternatives.ts'
import type { Node } from './tree.ts'
import { childOf } from './tree.ts'
import type { Poll, Runner, Task } from './running.ts'
import type { Scope, Value } from './values.ts'
import { answerOf, mergePolls, negated, pollOf, truthOf } from './polls.ts'
import { NONE, unknown } from './values.ts'
import { waitFor } from './waits.ts'
import type { Completion, Frame, State, Walk } from './walk.ts'
import { NEXT, complete, during, isGuard, perhaps } from './walk.ts'

/** Reads the branch that is taken; where only a run can tell which, all that may be. */
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
    const asked = poll ?? negated(refuted.at(-1))
    const ended = asked?.alive === false ? asked.of : []
    const completion = perhaps(walk, { statement: node, index, of, poll: askedIn(walk, asked), ended }, read)
    undecided.push(completion)
    if (completion.how === 'return') walk.state.frames.at(-1)?.answers.push({ asked, value: completion.value })
    if (poll) refuted.push(poll)
    notePolledBreak(walk, poll, completion, undecided.length > 1, node)
    if (truth === true) return answerIn(undecided, refuted) ?? settle(walk, undecided, true, node)
  }
  return settle(walk, undecided, false, node)
}

/** `if p.is_alive(): return True`, `else: return False` */
const answerIn = ([yes, no, ...more]: readonly Completion[], [asked, ...others]: readonly Poll[]): Completion | undefined => {
  if (yes?.how !== 'return' || no?.how !== 'return' || more.length + others.length > 0) return undefined
  const poll = answerOf(asked, yes.value, no.value)
  return poll && complete('return', unknown({ poll }))
}

/** In a loop that comes by again, to wait only for what has ended is a way of waiting too. */
export const askedIn = ({ state }: Walk, poll: Poll | undefined): Poll | undefined =>
  state.again && poll?.alive === false ? negated(poll) : poll

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
export const settle = (walk: Walk, completions: readonly Completion[], exhaustive: boolean, node: Node): Completion => {
  const leaving = completions.filter(({ how }) => how !== 'next')
  const [first] = leaving
  for (const { how, value } of leaving) if (first && how === 'return') standsFor(value, first.value)
  if (first && exhaustive && leaving.length === completions.length) return first
  for (const { how, value } of leaving) {
    const frame = walk.state.frames.at(-1)
    if (how === 'return' && frame) frame.perhaps = returnedBefore(frame.perhaps, value)
    if (how === 'return' || how === 'break' || how === 'raise') walk.state.mayBreak = true
    if (how === 'return' || how === 'break') walk.state.mayStop ??= node
  }
  return NEXT
}

/** `if not any(p.is_alive() for p in ps): break` ends a loop when every process has ended, if each round asks for the same ones. */
const notePolledBreak = (walk: Walk, poll: Poll | undefined, completion: Completion, isElse: boolean, node: Node): void => {
  const leaves = completion.how === 'break' || completion.how === 'return'
  if (!poll || !leaves || walk.state.loops === 0 || poll.alive || isElse) return
  for (const each of poll.of) walk.state.polled.delete(each)
  const of = poll.of.filter((each) => isAskedAgain(walk, each))
  const branches = walk.state.branches.filter(({ statement }) => statement !== node)
  awaitPolled({ ...poll, of }, node, { limited: walk.state.limited, branches })
}

const isAskedAgain = ({ state: { leftWhenEnded, round } }: Walk, thing: Runner | Task): boolean => {
  const first = leftWhenEnded.get(thing)
  if (first === undefined) leftWhenEnded.set(thing, round)
  return first !== undefined && first < round
}

/** Notes that main has waited for all that a loop asked about until it had ended. */
export const awaitPolled = (poll: Poll, node: Node, { limited: isLimited, branches }: Pick<State, 'limited' | 'branches'>): void => {
  if (poll.of.length === 0) return
  const limited = isLimited()
  const how = `a loop that asks ${limited ? 'whether' : 'until'} every one has ended`
  for (const each of poll.every ? poll.of : []) waitFor(each, { node, for: each.is === 'task' ? 'results' : 'end', how, limited }, branches)
}

/** No case is known to fit: each is read as one that may be taken. */
export const matchStatement = (walk: Walk, node: Node, scope: Scope): Completion => {
  walk.evaluate(node.children[1], scope)
  const clauses = childOf(node, 'MatchBody')?.children.filter(({ name }) => name === 'MatchClause') ?? []
  const completions = clauses.map((clause, index) =>
    perhaps(walk, { statement: node, index, of: null, poll: undefined }, () => walk.execute(childOf(clause, 'Body'), scope)),
  )
  return settle(walk, completions, false, node)
}

const returnedBefore = (perhaps: Value | null, value: Value): Value => {
  if (!perhaps) return value
  standsFor(value, perhaps)
  return perhaps
}

/** `for p in ps: if p.is_alive(): return True`, and `return False` behind it: whether any of them is running. */
const toldBy = ({ value: last }: Completion, answers: Frame['answers']): Poll | undefined => {
  const polls = answers.map(({ asked, value }) => answerOf(asked, value, last))
  return polls.includes(undefined)
    ? undefined
    : mergePolls(
        polls.map((poll) => unknown({ poll: poll! })),
        truthOf(last) === true ? 'every' : 'some',
      )
}

/** What a function returned, or would have returned had an undecided branch been taken. */
export const returned = (completion: Completion, { perhaps, answers }: Frame): Value => {
  const poll = toldBy(completion, answers)
  if (poll) return unknown({ poll })
  const value = completion.how === 'return' && (completion.value !== NONE || !perhaps) ? completion.value : (perhaps ?? NONE)
  if (perhaps) standsFor(perhaps, value)
  return value
}
