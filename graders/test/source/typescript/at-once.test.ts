import { expect, test } from 'vitest'
import { four, program, read, waits } from './programs.ts'

const ends = `${four}\nconst ends: Promise<unknown>[] = children.map((c) => once(c, 'exit'))`
const pause = "await new Promise((r) => setTimeout(r, 1000))\nconsole.log('done')"

test.each<[string, string, string]>([
  ['a race with a promise that is resolved', '', 'await Promise.race([Promise.all(ends), Promise.resolve()])'],
  ['a race with what is no promise', '', 'await Promise.race([Promise.all(ends), true])'],
  ['a race with what resolves itself', '', 'await Promise.race([Promise.all(ends), new Promise<void>((resolve) => resolve())])'],
  [
    'a race with a function that awaits nothing',
    'const idle = async () => { ends.length }',
    'await Promise.race([Promise.all(ends), idle()])',
  ],
  ['all with one that is rejected', '', 'await Promise.all([...ends, Promise.reject(new Error())]).catch(() => {})'],
  ['all with one that rejects itself', '', 'await Promise.all([new Promise((_, no) => no(1)), ...ends]).catch(() => {})'],
  [
    'all with a function that throws',
    "const broken = async () => { throw new Error('no') }",
    'await Promise.all([broken(), ...ends]).catch(() => {})',
  ],
  [
    'one that is resolved as soon as the process runs',
    '',
    'await Promise.all(children.map((c) => new Promise<void>((r) => { c.on("spawn", () => r()); c.on("exit", () => r()) })))',
  ],
  [
    'a race with the event that a process runs',
    '',
    "await Promise.all(children.map((c) => Promise.race([once(c, 'spawn'), once(c, 'exit')])))",
  ],
  [
    'one that resolves itself beside its listeners',
    '',
    'await new Promise<void>((r) => { for (const c of children) c.on("exit", () => r()); r() })',
  ],
])('what is settled from the start is no wait: %s', (_, before, line) => {
  const { launches, unheld } = read(program(`${ends}\n${before}\n${line}\n${pause}`))
  expect(launches.map(({ wait }) => wait)).toEqual([null])
  expect(unheld).toContainEqual(expect.objectContaining({ why: 'at-once', text: line }))
})

test.each<[string, string]>([
  ['all with one that is resolved', 'await Promise.all([Promise.resolve(), ...ends])'],
  ['allSettled with one that is rejected', 'await Promise.allSettled([Promise.reject(new Error()), ...ends])'],
  [
    'a race with a chain that begins with a promise that is resolved',
    'await Promise.race([Promise.resolve().then(() => Promise.all(ends))])',
  ],
  [
    'a function that may find nothing to wait for',
    'await new Promise<void>((r) => { if (process.uptime() < 0) r(); Promise.all(ends).then(() => r()) })',
  ],
  [
    'one that listens for the end when the process runs',
    'await Promise.all(children.map((c) => new Promise<void>((r) => { c.on("spawn", () => { c.on("exit", () => r()) }) })))',
  ],
  [
    'one that an error settles as well',
    'await Promise.all(children.map((c) => new Promise<void>((r) => { c.on("error", () => r()); c.on("exit", () => r()) })))',
  ],
  ['a function that is tried', 'await Promise.all(children.map((c) => Promise.try(() => once(c, "exit"))))'],
  ['an executor that awaits', 'await new Promise<void>(async (r) => { await Promise.all(ends); r() })'],
  [
    'a race in which something may be left out',
    'await Promise.race([Promise.all(ends), process.uptime() < 0 ? new Promise(() => {}) : null])',
  ],
])('and this is one: %s', (_, main) => {
  expect(waits(program(`${ends}\n${main}`))).toEqual(['end'])
})
