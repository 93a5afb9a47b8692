import { basename } from 'node:path'
import type { ProcessEvent } from '../../process/events.ts'

/**
 * What a run's events say of each process, one line each, without what differs from run to run (ids, times, order among siblings):
 * its place in the family, what it wrote to standard output, how it ended, and who collected it.
 */
export const outline = (events: readonly ProcessEvent[]) =>
  [...new Set(events.map(({ pid }) => pid))]
    .map((pid) => `${place(events, pid)}: ${[...output(events, pid), end(events, pid)].join(', ')}`)
    .sort()

const place = (events: readonly ProcessEvent[], pid: number): string => {
  const start = events.find((event) => event.kind === 'start' && event.pid === pid)
  const parent = start?.kind === 'start' ? start.parent : null
  return parent === null ? 'main' : `${place(events, parent)}/${command(events, pid)}`
}

const command = (events: readonly ProcessEvent[], pid: number) => {
  const exec = events.findLast((event) => event.kind === 'exec' && event.pid === pid)
  if (exec?.kind !== 'exec') return 'fork'
  const helper = /from multiprocessing\.(\w+) import/.exec(exec.argv.join(' '))?.[1]
  return helper ?? basename(exec.argv[0] ?? '').replace(/[\d.]+$/, '')
}

const output = (events: readonly ProcessEvent[], pid: number) => {
  const text = events.map((event) => (event.kind === 'write' && event.pid === pid && event.fd === 1 ? event.bytes : '')).join('')
  return text === '' ? [] : [JSON.stringify(Buffer.from(text, 'latin1').toString())]
}

const end = (events: readonly ProcessEvent[], pid: number) => {
  const exits = events.flatMap((event) => (event.kind === 'exit' && event.pid === pid ? [event.exit] : []))
  const start = events.find((event) => event.kind === 'start' && event.pid === pid)
  const reaps = events.filter((event) => event.kind === 'reap' && event.child === pid)
  const by = reaps.map((reap) => (start?.kind === 'start' && reap.pid === start.parent ? 'reaped' : 'reaped by another'))
  return [...exits.map((exit) => ('code' in exit ? `code ${exit.code}` : exit.signal)), ...by].join(', ') || 'no end seen'
}
