import type { CheckResult, Result } from '../core/types.ts'

/** A check that did not pass, as far as a hint needs to know. */
export interface Trouble {
  readonly check: string
  readonly title: string
  /** The way in which it failed, where the check names it. */
  readonly topic?: string
}

/** Before anything was written there is nothing to check: what helps then goes by this name. */
export const beginning: Trouble = { check: 'beginning', title: 'making a start' }

/**
 * What a result leaves open, in the order in which it should be gone about. Of a program that is one check, the first that failed: the others may
 * hang on it. Of an answer in words it is every idea that is missing.
 */
export const troubleIn = (result: Result): readonly Trouble[] => {
  if (result.status === 'unfinished' || result.status === 'missing') return [beginning]
  const open = result.checks.filter(({ verdict }) => verdict.status === 'failed')
  if (result.exercise.kind === 'written') return open.map(troubleOf)
  return (open.length > 0 ? open : result.checks.filter(({ verdict }) => verdict.status === 'unclear')).slice(0, 1).map(troubleOf)
}

const troubleOf = ({ id, title, verdict }: CheckResult): Trouble => {
  const topic = verdict.status === 'failed' ? verdict.topic : undefined
  return { check: id, title, ...(topic === undefined ? {} : { topic }) }
}

/** What hints are counted by: another way of failing brings other hints. */
export const hintKey = ({ check, topic }: Trouble): string => (topic === undefined ? check : `${check}/${topic}`)
