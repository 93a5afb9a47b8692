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

const exit =
  'class Exit extends Promise<number> { constructor(c: ChildProcess) { super((done) => c.on("exit", (code) => done(code ?? 0))) } }'
const exits = `${exit}\nconst exits = [1, 2, 3, 4].map((n) => new Exit(fork('q.ts', [String(n)])))`

test.each<[string, string]>([
  ['awaited in turn', `${exits}\nfor (const each of exits) await each`],
  ['by Promise.all', `${exits}\nawait Promise.all(exits)`],
  ['by then()', `${exit}\nnew Exit(fork('q.ts')).then(() => console.log('done'))`],
  [
    'made by a function of the class, with a field of its own',
    `class Job extends Promise<number> { name = 'job'\nstatic run(n: number) { const c = fork('q.ts', [String(n)])\nreturn new Job((done) => c.on('exit', () => done(n))) } }\nawait Promise.all([1, 2].map(Job.run))`,
  ],
])('an object of a class that extends Promise is a promise: %s', (_, main) => {
  expect(waits(program(main))).toEqual(['end'])
})

test.each<[string, string]>([
  ['the first alone is awaited', `${exits}\nawait exits[0]`],
  [
    'it is settled by no end',
    `class Turn extends Promise<number> {}\nconst c = fork('q.ts')\nawait new Turn((done) => c.on('message', () => {}) && done(0))`,
  ],
])('and waits for nothing else: %s', (_, main) => {
  expect(waits(program(`${main}\n${pause}`))).toEqual([null])
})

test.each<[string, string]>([
  ['it calls back at the start', `${job("this.child.on('spawn', done)")}\nawait new Job(1)`],
  ['it calls back at once', `${job("once(this.child, 'exit'); done()")}\nawait new Job(1)`],
  ['nobody awaits it', `${waiting}\nnew Job(1)`],
])('and does not where %s', (_, main) => {
  expect(waits(program(`${main}\n${pause}`))).toEqual([null])
})
