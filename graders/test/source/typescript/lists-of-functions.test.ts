import { expect, test } from 'vitest'
import { four, program, waits } from './programs.ts'

const pause = "await new Promise((r) => setTimeout(r, 1000))\nconsole.log('done')"

test.each<[string, string]>([
  ['by map', "const waits = children.map((c) => () => once(c, 'exit'))\nawait Promise.all(waits.map((wait) => wait()))"],
  ['by map, in turn', "const ends = children.map((c) => once(c, 'exit'))\nfor (const end of ends.map((each) => () => each)) await end()"],
  [
    'pushed in a loop',
    "const waits: (() => Promise<unknown>)[] = []\nfor (const c of children) waits.push(async () => { await once(c, 'exit') })\nfor (const wait of waits) await wait()",
  ],
  [
    'by their index',
    "const waits: (() => Promise<unknown>)[] = []\nfor (let i = 0; i < 4; i++) { const c = children[i]!; waits[i] = () => new Promise((r) => c.on('exit', r)) }\nfor (let i = 0; i < waits.length; i++) await waits[i]!()",
  ],
  [
    'in objects',
    "const jobs = children.map((c) => { const end = once(c, 'exit'); return { join: () => end } })\nfor (const job of jobs) await job.join()",
  ],
  [
    'one after another by reduce',
    "const waits = children.map((c) => () => once(c, 'exit'))\nawait waits.reduce((before: Promise<unknown>, wait) => before.then(() => wait()), Promise.resolve())",
  ],
])('functions that wait for a process each, called for all, wait for every process: %s', (_, main) => {
  expect(waits(program(`${four}\n${main}`))).toEqual(['end'])
})

test.each<[string, string]>([
  ['only one is called', "const waits = children.map((c) => () => once(c, 'exit'))\nawait waits[0]!()"],
  ['only the last is kept', "let wait!: () => Promise<unknown>\nfor (const c of children) wait = () => once(c, 'exit')\nawait wait()"],
  ['nobody awaits what they give', "const waits = children.map((c) => () => once(c, 'exit'))\nfor (const wait of waits) wait()"],
  ['they are never called', "const waits = children.map((c) => () => once(c, 'exit'))\nawait Promise.all(waits)"],
])('and do not where %s', (_, main) => {
  expect(waits(program(`${four}\n${main}\n${pause}`))).toEqual([null])
})
