/** What the glyphs of the picture mean, and what a picture cannot say. */
import { counted, listed } from '../../core/english.ts'
import { type TracedProcess, isClean } from '../../core/process.ts'
import { glyphs } from './grid.ts'
import type { Lane, Timeline } from './lanes.ts'
import { duration } from '../words.ts'

const meanings: readonly (readonly [string, string])[] = [
  [glyphs.runs, 'runs'],
  [glyphs.waits, 'quiet until a child ended'],
  [glyphs.begins, 'is being started by a helper'],
  [glyphs.write, 'writes'],
  [glyphs.collected, 'ended and reaped'],
  [glyphs.ended, 'ended'],
  [glyphs.unreaped, 'not reaped yet'],
  [glyphs.reaped, 'reaped'],
  [glyphs.running, 'had not ended'],
  [glyphs.adopted, 'started by a process that is not drawn'],
]

/** Only what the picture shows is explained. */
export const legendOf = (drawn: readonly string[]): string => {
  const used = new Set(drawn)
  return meanings
    .filter(([glyph]) => used.has(glyph))
    .map(([glyph, meaning]) => `${glyph}\u00a0${meaning.replaceAll(' ', '\u00a0')}`)
    .join('  ')
}

/** One sentence for each thing that would be missed, or that has no place in the picture. */
export const remarksOf = (timeline: Timeline): string[] => [
  ...(timeline.stopped ? ['The kit stopped this run, and ended by force what was still alive.'] : leftRunning(timeline.lanes)),
  ...outlived(timeline.lanes),
  ...unreaped(timeline.lanes),
  ...left(timeline),
  ...helpers(timeline.folded),
]

const leftRunning = (lanes: readonly Lane[]): string[] => {
  const names = lanes.filter(({ process }) => process.endedMs === null).map(({ name }) => name)
  return names.length === 0 ? [] : [`${named(names)} had not ended when the run was over.`]
}

const outlived = (lanes: readonly Lane[]): string[] => {
  const mainEndedMs = lanes[0]?.process.endedMs ?? null
  if (mainEndedMs === null) return []
  const late = lanes.filter(({ process }) => process.role === 'worker' && (process.endedMs ?? 0) > mainEndedMs)
  if (late.length === 0) return []
  const longestMs = Math.max(...late.map(({ process }) => process.endedMs! - mainEndedMs))
  return [
    `${named(late.map(({ name }) => name))} went on after main had ended, for ${late.length > 1 ? 'up to ' : ''}${duration(longestMs)}.`,
  ]
}

const unreaped = (lanes: readonly Lane[]): string[] => {
  const names = lanes
    .filter(({ process, segments }) => process.reapedMs === null && segments.some(({ kind }) => kind === 'unreaped'))
    .map(({ name }) => name)
  return names.length === 0 ? [] : [`Nobody was seen to reap ${named(names)}.`]
}

const left = ({ leftOut }: Timeline): string[] => {
  if (leftOut.length === 0) return []
  const running = leftOut.filter(({ process }) => process.endedMs === null).length
  const bad = leftOut.filter(({ process: { exit, endedMs } }) => endedMs !== null && !isClean(exit)).length
  const how = [
    ...(running > 0 ? [`${running} of them had not ended`] : []),
    ...(bad > 0 ? [`${bad} of them did not end with exit\u00a00`] : []),
  ].join(', ')
  return [
    `${counted(leftOut.length, 'more process is', 'more processes are')} not drawn (${named(leftOut.map(({ name }) => name))}): ${how || 'all of them ended with exit\u00a00'}.`,
  ]
}

const helpers = (folded: readonly TracedProcess[]): string[] =>
  folded.length === 0
    ? []
    : [
        `${counted(folded.length, 'helper is', 'helpers are')} not drawn: ${named([...new Set(folded.map(({ command }) => shortName(command)))])}.`,
      ]

/** `/usr/bin/python3 -c from multiprocessing.resource_tracker import …` is the resource_tracker. */
const shortName = (command: string): string =>
  /\bmultiprocessing\.([a-z_]+)/.exec(command)?.[1] ?? command.trimStart().split(/\s/, 1)[0]!.split('/').at(-1)!

const mostNamed = 6

const named = (names: readonly string[]): string => listed(names, mostNamed)
