import { describe, expect, test } from 'vitest'
import { read } from './programs.ts'

const guarded = (guard: string) =>
  `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nimport cluster from 'node:cluster'\nimport { isMainThread } from 'node:worker_threads'\n${guard}`

describe('roles', () => {
  const child =
    "for await (const line of process.stdin) console.log(line); await new Promise((r) => setTimeout(r, 50)); console.log('child')"
  const main = "const c = fork('q.ts', ['child']); await once(c, 'exit')"
  const told = [
    `if (process.argv[2] === 'child') { ${child} } else { ${main} }`,
    `if (process.argv.length > 2) { ${child} } else { ${main} }`,
    `if (process.argv.includes('--child')) { ${child} } else { ${main} }`,
    `if (process.send) { ${child} } else { ${main} }`,
    `if (typeof process.send === 'function') { ${child} } else { ${main} }`,
    `if (process.env.ROLE === 'child') { ${child} } else { ${main} }`,
    `if (process.env['ROLE']) { ${child} } else { ${main} }`,
    `const { ROLE } = process.env\nif (ROLE !== undefined) { ${child} } else { ${main} }`,
    `enum Role { Main = 'main', Child = 'child' }\nconst role = process.argv[2] ?? Role.Main\nif (role === 'main') { ${main} } else { ${child} }`,
    `if ('ROLE' in process.env) { ${child} } else { ${main} }`,
    `if (!process.env.ROLE) { ${main} } else { ${child} }`,
    `const role = process.argv[2] ?? 'main'\nif (role === 'main') { ${main} } else { ${child} }`,
    `const [role, n] = process.argv.slice(2)\nif (role === 'child') { ${child} } else { ${main} }`,
    `const [, , role] = process.argv\nif (role) { ${child} } else { ${main} }`,
    `const isChild = process.argv[2] === 'child'\nasync function worker() { ${child} }\nasync function parent() { ${main} }\nawait (isChild ? worker() : parent())`,
    `const id = Number(process.argv[2])\nif (!Number.isNaN(id)) { ${child} } else { ${main} }`,
    `async function start() { if (process.argv[2] !== undefined) { ${child}; return }\n ${main} }\nawait start()`,
    `if (cluster.isWorker) { ${child} } else { ${main} }`,
    `if (cluster.isPrimary && isMainThread) { ${main} } else { ${child} }`,
    `if (process.connected) { ${child} } else { ${main} }`,
    `import { parseArgs } from 'node:util'\nconst { values } = parseArgs({ options: { child: { type: 'boolean' } } })\nif (values.child) { ${child} } else { ${main} }`,
    `const args = process.argv.slice(2)\nif (args.length === 0) { ${main} } else { ${child} }`,
    `const isMain = !process.argv[2]\nswitch (isMain) { case true: { ${main}; break } default: { ${child} } }`,
  ]
  /** Nobody knows what stands in the arguments of main that are there. */
  const perhaps = [
    `const flag = process.argv.find((a) => a.startsWith('--n='))\nif (flag) { ${child} } else { ${main} }`,
    `const flag = process.argv.find((a) => a === 'child')\nif (flag === undefined) { ${main} } else { ${child} }`,
    `const [flag] = process.argv.filter((a) => a.startsWith('--n='))\nif (flag) { ${child} } else { ${main} }`,
    `if (process.argv.some((a) => a === 'child')) { ${child} } else { ${main} }`,
  ]
  test.each([...told, ...perhaps])('%s', (text) => {
    const facts = read(guarded(text))
    expect(facts.launches.map(({ wait }) => wait?.for)).toEqual(['end'])
    expect(facts.sleeps).toEqual([])
  })

  test.each(told)('what the worker reads is nothing that main reads: %s', (text) => expect(read(guarded(text)).readsInput).toEqual([]))

  test('a role that cannot be told: both may be main, and no sleep is claimed', () => {
    const facts = read(guarded(`if (unknownRole()) { ${child} } else { ${main} }`))
    expect(facts.launches.map(({ wait }) => wait?.for)).toEqual(['end'])
    expect(facts.sleeps).toEqual([])
  })
})

describe('sleeps of main', () => {
  test.each<[string, string, number]>([
    ['a promise over setTimeout', 'await new Promise((r) => setTimeout(r, 500))', 1],
    ['a helper', 'const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms))\nawait sleep(100)', 1],
    ['timers/promises', "import { setTimeout as sleep } from 'node:timers/promises'\nawait sleep(1000)", 1],
    ['timers/promises as a whole', "import timers from 'node:timers/promises'\nawait timers.setTimeout(1000)", 1],
    ['timers, by their promises', "import timers from 'node:timers'\nawait timers.promises.setTimeout(1000)", 1],
    ['promisified', "import { promisify } from 'node:util'\nawait promisify(setTimeout)(1000)", 1],
    ['a timer that prints', "setTimeout(() => console.log('all done'), 1000)", 1],
    ['Atomics.wait', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)', 1],
    ['a busy loop', 'const end = Date.now() + 500\nwhile (Date.now() < end) {}', 1],
    ['a guard', "const c = start()\nconst t = setTimeout(() => { console.error('too slow'); c.kill() }, 5000)", 0],
    ['a timer of nothing', 'await new Promise((r) => setTimeout(r, 0))', 0],
    ['a timer of no time', 'await new Promise((r) => setTimeout(r, undefined))', 0],
    ['setImmediate', "setImmediate(() => console.log('x'))", 0],
  ])('%s', (_, text, count) => {
    expect(read(text).sleeps).toHaveLength(count)
  })
  test('says where', () => {
    expect(read('\n\nawait new Promise((r) => setTimeout(r, 500)) // zzz\n').sleeps).toEqual([
      { file: 'q.ts', line: 3, text: 'await new Promise((r) => setTimeout(r, 500)) // zzz' },
    ])
  })
})
