import { expect, test } from 'vitest'
import { type QueueStatus, renderQueueStatus } from '../../report/queue-status.ts'

const leftAfter = (seconds: number): string | undefined => {
  const work = [{ kit: 'k', sandbox: true, waiting: seconds, running: 0, done: 1, setAside: 0 }]
  const status: QueueStatus = { place: 'here', work, recent: { count: 60, minutes: 1 }, workers: [], setAside: [] }
  return /about (.*) left/.exec(renderQueueStatus(status, 'k'))?.[1]
}

test('what is left is told as exactly as a guess can be', () => {
  const [minute, hour] = [60, 3600]
  expect([99, 100, 89 * minute, 90 * minute, 47 * hour, 72 * hour].map(leftAfter)).toEqual([
    '99 s',
    '2 min',
    '89 min',
    '1.5 h',
    '47 h',
    '3 days',
  ])
})
