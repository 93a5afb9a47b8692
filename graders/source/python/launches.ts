/** From what was seen on the way to the places that start processes, and what waits for each of them. */
import { groupBy } from '../../core/group-by.ts'
import type { Launch, Wait } from '../facts.ts'
import type { Node } from './tree.ts'
import { placeOf } from './tree.ts'
import { waitedInstead } from './alternatives.ts'
import type { Pool, Runner, Waited } from './running.ts'
import type { Records, Start } from './records.ts'

/** A launch with its node, so that all can be put in the order of the source. */
export interface Found {
  readonly node: Node
  readonly launch: Launch
}

/** The places that start processes, and behind them those that make pools. */
export const findLaunches = ({ starts, pools }: Records): Found[] => [
  ...[...groupBy(starts, ({ node }) => node)].map(([node, group]) => ({ node, launch: launchOf(node, group) })),
  ...[...groupBy(pools, ({ pool }) => pool.made)].map(([node, group]) => ({ node, launch: poolLaunch(node, group) })),
]

const launchOf = (node: Node, group: readonly Start[]): Launch => {
  const daemon = group.map(({ runner }) => runner.daemon).find((place) => place !== null)
  return {
    ...placeOf(node),
    kind: 'process',
    letGo: daemon ? placeOf(daemon) : null,
    wait: waitOf(group.map(({ runner }) => waitFor(runner))),
    count: group.every(({ exact }) => exact) ? group.length : null,
  }
}

/** One wait for all, or none at all. */
const waitOf = (waits: readonly (Waited | null)[]): Wait | null => {
  const last = waits.at(-1)
  if (!last || waits.includes(null)) return null
  const places = new Set(waits.map((wait) => wait!.node))
  const isLoop = waits.length > 1 && last.how.startsWith('join()')
  return {
    ...placeOf(last.node),
    for: last.for,
    how: isLoop ? `${last.how}${places.size > 1 ? ' on' : ' in a loop over'} every process` : last.how,
    ...(waits.some((wait) => wait!.limited) ? { mayGiveUp: true, ...limitOf(waits) } : {}),
    ...(waits.some((wait) => wait!.beside) ? { beside: true } : {}),
    ...conditionOf(waits),
  }
}

/** One after the other, they wait for as long as all limits together. */
const limitOf = (waits: readonly (Waited | null)[]): Pick<Wait, 'limitMs'> => {
  const limits = waits.map((wait) => wait?.limitMs)
  return limits.includes(undefined) ? {} : { limitMs: limits.reduce<number>((sum, limit) => sum + limit!, 0) }
}

const conditionOf = (waits: readonly (Waited | null)[]): Pick<Wait, 'onlyIf'> => {
  const perhaps = waits.map((wait) => wait?.perhaps).find((each) => each !== undefined)
  return perhaps ? { onlyIf: { ...placeOf(perhaps.statement), whenEnded: perhaps.whenEnded } } : {}
}

const poolLaunch = (node: Node, group: readonly { pool: Pool; exact: boolean }[]): Launch => {
  const sizes = group.map(({ pool, exact }) => (exact ? pool.size : null))
  return {
    ...placeOf(node),
    kind: 'pool',
    letGo: null,
    ...(group.some(({ pool }) => pool.kind === 'pool' && isLeftOpen(pool)) ? { leftOpen: true } : {}),
    ...(group.some(({ pool }) => pool.renewed) ? { renewed: true } : {}),
    wait: waitOf(group.map(({ pool }) => waitFor(pool))),
    count: sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + size!, 0),
  }
}

const isLeftOpen = ({ closed, instead }: Pool): boolean => !closed && (instead?.made.is !== 'pool' || isLeftOpen(instead.made))

/** What waits for one of them. */
const waitFor = (made: Pool | Runner): Waited | null =>
  made.waited ?? (made.is === 'pool' ? resultsOf(made) : null) ?? waitedInstead(made, waitFor)

/** Every result taken is a wait for the work, if not for the workers. */
const resultsOf = ({ tasks }: Pool): Waited | null => (tasks.every(({ fetched }) => fetched) ? (tasks.at(-1)?.fetched ?? null) : null)
