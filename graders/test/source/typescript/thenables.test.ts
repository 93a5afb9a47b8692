import { expect, test } from 'vitest'
import { program, waits } from './programs.ts'

const pause = "await new Promise((r) => setTimeout(r, 1000))\nconsole.log('done')"
const job = (then: string) =>
  `class Job { child: ChildProcess\nconstructor(n: number) { this.child = fork('q.ts', [String(n)]) }\nthen(done: (value?: unknown) => unknown) { ${then} } }`
const waiting = job("this.child.on('exit', done)")

test.each<[string, string]>([
  ['awaited', `${waiting}\nfor (const n of [1, 2, 3, 4]) await new Job(n)`],
  ['by Promise.all', `${waiting}\nawait Promise.all([1, 2, 3, 4].map((n) => new Job(n)))`],
  ['by Promise.resolve', `${waiting}\nawait Promise.resolve(new Job(1))`],
  ['given by a callback of then', `${waiting}\nawait Promise.resolve().then(() => new Job(1))`],
  ["over a promise's own", `${job("return once(this.child, 'exit').then(done)")}\nawait new Job(1)`],
  ['written out', "const c = fork('q.ts', ['child'])\nawait { then(done: () => void) { c.on('exit', () => done()) } }"],
])('whoever awaits an object that has a then() of its own waits for what that waits for: %s', (_, main) => {
  expect(waits(program(main))).toEqual(['end'])
})

test.each<[string, string]>([
  ['it calls back at the start', `${job("this.child.on('spawn', done)")}\nawait new Job(1)`],
  ['it calls back at once', `${job("once(this.child, 'exit'); done()")}\nawait new Job(1)`],
  ['nobody awaits it', `${waiting}\nnew Job(1)`],
])('and does not where %s', (_, main) => {
  expect(waits(program(`${main}\n${pause}`))).toEqual([null])
})
