/** Lanes told in words: for those who cannot see the picture, and for the notes beside it. */
import { counted } from '../../core/english.ts'
import { beginningOf } from '../../core/readable.ts'
import type { Lane } from './lanes.ts'
import { visible } from '../visible.ts'
import { duration, exitWords } from '../words.ts'

/** How a process ended, in two words. */
export const endWords = ({ process: { exit, endedMs } }: Lane): string => {
  if (exit !== null) return visible(exitWords(exit))
  return endedMs === null ? 'not ended' : 'ended'
}

/** Everything that a lane shows, as a sentence. */
export const describeLane = (lane: Lane): string => {
  const { process, name, parent, spawnedMs } = lane
  const began =
    parent === null ? `${name} ran from ${duration(process.startedMs)}` : `${name} was started by ${parent} at ${duration(spawnedMs)}`
  return `${[began, ...wrote(lane), ...waited(lane), ended(lane), ...reaped(lane)].join(', ')}.`
}

const wrote = ({ process: { wrote }, words }: Lane): string[] => {
  const first = wrote[0]
  if (first === undefined) return []
  const quote = words === null ? '' : `, beginning with “${visible(beginningOf(words))}”`
  return [`wrote ${counted(wrote.length, 'time')} from ${duration(first.atMs)}${quote}`]
}

const waited = ({ segments }: Lane): string[] => {
  const ms = segments.filter(({ kind }) => kind === 'waits').reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  return ms === 0 ? [] : [`was quiet for ${duration(ms)} until children ended`]
}

const ended = (lane: Lane): string =>
  lane.process.endedMs === null ? 'and had not ended' : `ended at ${duration(lane.process.endedMs)} (${endWords(lane)})`

const reaped = ({ process: { role, reapedMs, endedMs }, reaper }: Lane): string[] => {
  if (role === 'main' || endedMs === null) return []
  return [
    reapedMs === null
      ? 'and nobody was seen to reap it'
      : `and was reaped${reaper === null ? '' : ` by ${reaper}`} at ${duration(reapedMs)}`,
  ]
}
