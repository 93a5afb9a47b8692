/** Conditions of verdicts that no whole program showed to be needed. */
import { expect, test } from 'vitest'
import { endsCleanly } from '../../facts/exit.ts'
import { isFaultOfNode } from '../../facts/node-fault.ts'
import { eachPrintsItsOwnNumber } from '../../facts/output.ts'
import { versionsOf } from '../../facts/spawned.ts'
import { roleOf, startedAs } from '../../process/roles.ts'
import { main, said, worker } from '../report/builder.ts'
import { evidence, imports } from './observed.ts'

const lone = `${imports}process = Process(target=print)\nprocess.start()\nprocess.join()\n`

const leaving = (command: string) => endsCleanly()(evidence(lone, [main(20), worker(1, 9), worker(2, null, { role: 'helper', command })]))

test('one program that was left running is told, and no helper of the language itself', () => {
  expect(leaving('sleep 30')).toMatchObject({ status: 'failed', seen: expect.stringContaining('another program, sleep 30') })
  expect(leaving('/usr/bin/python3 -c from multiprocessing.resource_tracker import main').status).toBe('passed')
})

test('who tells its parent’s number has no number of its own by that', () => {
  const each = [201, 202, 203, 204].map((parent, index) =>
    worker(1 + index, 19 - index, { parent, wrote: [said(10, `child of ${parent}: 7\n`)] }),
  )
  expect(eachPrintsItsOwnNumber(4)(evidence(lone, [main(20), ...each])).status).toBe('failed')
})

const oneByOne = (many: number) =>
  versionsOf(evidence(lone, [main(2000), ...Array.from({ length: many }, (_, index) => worker(2 * index, 2 * index + 1))]), 1).length

test('ten versions of an answer are looked through, and no more', () => {
  expect([oneByOne(10), oneByOne(11)]).toEqual([10, 0])
})

const broken = (call: string) =>
  isFaultOfNode(
    worker(1, 9, {
      exit: { code: 1 },
      wrote: [said(8, `TypeError: Cannot set properties of null (setting 'Symbol(kPendingMessages)')\n    at ${call}\n`, 'stderr')],
    }),
  )

test('what a line of the program led to is no fault of Node', () => {
  expect([broken('process.channel (node:internal/child_process:1:2)'), broken('Object.<anonymous> (q3.ts:4:1)')]).toEqual([true, false])
})

const python = startedAs(['python3', 'q3.py'])
const executed = (...argv: string[]) => roleOf({ ...startedAs(argv), execed: true, silent: false }, undefined)

test('who runs the code of the learner, and who does not', () => {
  const parent = { role: 'worker', serves: null } as const
  const manager = { role: 'helper', serves: '/tmp/pymp-x/listener-y' } as const
  expect(roleOf({ ...python, missed: true, silent: true }, parent)).toBe('helper')
  expect(roleOf({ ...python, missed: true, silent: false }, parent)).toBe('worker')
  expect(roleOf({ ...python, silent: true }, manager)).toBe('worker')
  expect(roleOf({ ...python, silent: true }, { ...manager, serves: null })).toBe('helper')
  expect(['--check', '-c', '--version'].map((option) => executed('node', option, 'q3.ts'))).toEqual(['helper', 'helper', 'helper'])
  expect(['npx', 'pnpx', 'pnpm'].map((name) => executed('node', `/usr/bin/${name}`, 'tsx', 'q3.ts'))).toEqual([
    'helper',
    'helper',
    'helper',
  ])
  expect(executed('python3', '-c', 'from multiprocessing.semaphore_tracker import main;main(3)')).toBe('helper')
  expect(executed('node', 'q3.ts', '--check')).toBe('worker')
})

test.each([
  ['/tmp/pymp-x/listener-y', 'helper'],
  ['/tmp/pymp-x/sock-0a1b', 'helper'],
  ['/tmp/sock-of-a-learner', 'worker'],
])('a child of Python that serves at %s is a %s', (serves, role) => {
  expect(roleOf({ ...python, serves, silent: false }, { role: 'worker', serves: null })).toBe(role)
})
