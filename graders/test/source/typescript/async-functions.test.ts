import { describe, expect, test } from 'vitest'
import { four, program, read, waits } from './programs.ts'

const ends = `${four}\nconst ends: Promise<unknown>[] = children.map((c) => once(c, 'exit'))`
const pause = "await new Promise((r) => setTimeout(r, 1000))\nconsole.log('done')"

test.each<[string, string]>([
  [
    'resolve() in an async executor',
    "await new Promise<void>(async (resolve) => { await Promise.all(ends); resolve() })\nconsole.log('done')",
  ],
  [
    'resolve() in an async function that is called there',
    "await new Promise<void>((resolve) => { (async () => { for (const end of ends) await end; resolve() })() })\nconsole.log('done')",
  ],
  [
    'resolve() by a function that is called after the wait',
    "await new Promise<void>((resolve) => { const say = async () => { resolve() }; (async () => { await Promise.all(ends); say() })() })\nconsole.log('done')",
  ],
  [
    'resolve() by whoever is the last',
    "let open = 4\nawait new Promise<void>((resolve) => { ends.forEach(async (end) => { await end; if (--open === 0) resolve() }) })\nconsole.log('done')",
  ],
  ['a count down to nothing', "let i = ends.length\nwhile (i--) await ends[i]\nconsole.log('done')"],
  [
    'each calls the next and prints at the end',
    "const from = async (i: number): Promise<void> => { if (i === 4) return console.log('done'); await ends[i]; void from(i + 1) }\nvoid from(0)",
  ],
  [
    'each resolves at the end',
    'await new Promise<void>((resolve) => { const from = async (i: number): Promise<void> => { if (i === 4) return resolve(); await ends[i]; void from(i + 1) }; void from(0) })',
  ],
])('waits for every process: %s', (_, main) => {
  expect(waits(program(`${ends}\n${main}`))).toEqual(['end'])
})

describe('does not wait for every process, and tells where', () => {
  test.each<[string, string, string]>([
    [
      'the next call is not awaited',
      `const from = async (i: number): Promise<void> => { if (i === 4) return\nawait ends[i]\nfrom(i + 1)\n}\nawait from(0)\n${pause}`,
      'from(i + 1)',
    ],
    [
      'the next call is void, and comes first',
      `const from = async (i: number): Promise<void> => { if (i === 4) return\nvoid from(i + 1)\nawait ends[i]\n}\nawait from(0)\n${pause}`,
      'void from(i + 1)',
    ],
    [
      'a forEach in a function that is awaited',
      `const all = async () => {\nends.forEach(async (end) => { await end })\n}\nawait all()\n${pause}`,
      'ends.forEach(async (end) => { await end })',
    ],
    [
      'the executor waits for nothing',
      `await new Promise<void>(async (resolve) => {\nPromise.all(ends)\nresolve()\n})\n${pause}`,
      'Promise.all(ends)',
    ],
  ])('%s', (_, main, place) => {
    const text = program(`${ends}\n${main}`)
    expect(waits(text)).toEqual([null])
    expect(read(text).unheld?.map((each) => each.text)).toEqual([place])
  })

  test('resolve() behind the first end', () => {
    const main = `await new Promise<void>((resolve) => { ends.forEach(async (end) => { await end; resolve() }) })\n${pause}`
    expect(waits(program(`${ends}\n${main}`))).toEqual([null])
  })
})

test.each<[string, boolean | undefined]>([
  ['const all = async () => { await Promise.all(ends) }\nvoid all()', true],
  ["const all = async () => { await Promise.all(ends); console.log('done') }\nvoid all()", undefined],
  ["const all = async () => { await Promise.all(ends) }\nall().then(() => console.log('done'))", undefined],
  ["const all = async () => { await Promise.all(ends) }\nvoid all()\nprocess.on('exit', () => console.log('done'))", undefined],
])('an await with nothing behind it that nobody awaits is told apart: %j', (main, atTheEnd) => {
  expect(read(program(`${ends}\n${main}`)).launches[0]?.wait).toMatchObject({ for: 'end' })
  expect(read(program(`${ends}\n${main}`)).launches[0]?.wait?.atTheEnd).toBe(atTheEnd)
})

const main =
  "const main = async () => { console.log(await Promise.all(children.map((c) => once(c, 'message')))); await Promise.all(ends) }\nvoid main()"

test.each<[string, 'end' | 'results']>([
  ["console.log('the pool has begun')", 'end'],
  [pause, 'results'],
])('what is printed at once says nothing of what is awaited later, what is printed later does: %j', (after, found) => {
  expect(waits(program(`${ends}\n${main}\n${after}`))).toEqual([found])
})
