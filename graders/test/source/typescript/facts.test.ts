import { describe, expect, test } from 'vitest'
import { four, program, read } from './programs.ts'

describe('what else is plain to see', () => {
  test('let go', () => {
    expect(
      read(program("const c = spawn('node', ['q.ts', 'child'], { detached: true, stdio: 'ignore' })")).launches[0]?.letGo,
    ).not.toBeNull()
    expect(read(program("const c = fork('q.ts', ['child'])\nc.unref()")).launches[0]?.letGo).toMatchObject({ text: 'c.unref()' })
    expect(read(program("fork('q.ts', ['child'])")).launches[0]?.letGo).toBeNull()
  })

  test.each<[string, number | null]>([
    [four, 4],
    ["for (let i = 0; i < 4; i++) fork('q.ts')", 4],
    ["for (let i = 1; i <= 4; i += 1) fork('q.ts')", 4],
    ["const all = new Set([1, 2, 3, 4]); for (let i = 0; i < all.size; i++) fork('q.ts')", 4],
    ["for (let i = 4; i > 0; i--) fork('q.ts')", 4],
    ["const N = 4\nArray.from({ length: N }, () => fork('q.ts'))", 4],
    ["const run = () => fork('q.ts')\nrun()\nrun()\nrun()", 3],
    ["for (const n of process.argv) fork('q.ts')", 2],
    ["for (const n of read()) fork('q.ts')", null],
    ["while (more()) fork('q.ts')", null],
    ["for (let i = first(); i < 4; i++) fork('q.ts')", null],
    ["const all = new Set([1, 2]); for (let i = 0; i < all.size * 2; i++) fork('q.ts')", null],
    [
      "const args: string[] = []\nfor (const arg of JSON.parse(text)) args.push(arg)\nif (args.find((arg) => arg === 'go')) fork('q.ts')",
      1,
    ],
    ["const all = [1, 2, 3, 4]; for (let i = 0; i < Number(all.length); i++) fork('q.ts')", 4],
    ["const size = Math.min(4, cpus().length)\nfor (let i = 0; i < size; i++) fork('q.ts')", 4],
    ["[...Array(4).keys()].forEach((n) => fork('q.ts'))", 4],
    ["for (const a of [1, 2]) for (const b of [1, 2]) fork('q.ts')", 4],
  ])('how many: %s', (main, count) => {
    expect(read(program(main)).launches.map((launch) => launch.count)).toEqual([count])
  })

  test('a process that is started when another has been told something', () => {
    expect(read(program("const c = fork('q.ts')\nc.send('go', () => { fork('q.ts', ['next']) })")).launches).toHaveLength(2)
  })

  test.each<[string, number]>([
    [`${four}\nconst results: number[] = []\nfor (const c of children) c.on('message', (m: number) => results.push(m))`, 1],
    [
      `${four}\nconst results: number[] = []\nfor (const c of children) c.on('message', (m: number) => { results.push(m); if (results.length === 4) { results.sort((a, b) => a - b); console.log(results) } })`,
      0,
    ],
    [`${four}\nconst results: number[] = []\nchildren.forEach((c, i) => c.on('message', (m: number) => { results[i] = m }))`, 0],
    [`${four}\nconst results: unknown[] = []\nchildren.forEach((c, i) => c.on('message', (m) => results.push([i, m])))`, 0],
    [`${four}\nconst results = []\nfor (const c of children) { const [m] = await once(c, 'message'); results.push(m) }`, 0],
    [
      `${four}\nconst results = []\nawait Promise.all(children.map(async (c) => { const [m] = await once(c, 'message'); results.push(m) }))`,
      1,
    ],
    [
      "const results = []\nfor (const n of [1, 2]) { const c = fork('q.ts'); c.on('message', (m) => results.push(m)); await once(c, 'exit') }",
      0,
    ],
    ["const results = []\nconst c = fork('q.ts'); c.on('message', (m) => results.push(m)); await once(c, 'exit')", 0],
  ])('unordered: %s', (main, count) => {
    expect(read(program(main)).unordered).toHaveLength(count)
  })

  test.each([
    "import readline from 'node:readline'\nconst rl = readline.createInterface({ input: process.stdin, output: process.stdout })\nrl.question('n? ', (n) => console.log(n))",
    "process.stdin.on('data', (d) => console.log(d))",
    "import readline from 'node:readline'\nreadline.createInterface(process.stdin).on('line', (line) => console.log(line))",
    'for await (const line of process.stdin) console.log(line)',
    "import { readFileSync } from 'node:fs'\nconsole.log(readFileSync(0, 'utf8'))",
    "import { readFileSync } from 'node:fs'\nconsole.log(readFileSync(process.stdin.fd, 'utf8'))",
    "import * as readline from 'node:readline/promises'\nimport { stdin as input, stdout as output } from 'node:process'\nconst rl = readline.createInterface({ input, output })\nconst n = await rl.question('n? ')",
  ])('reads input: %s', (text) => {
    expect(read(text).readsInput.length).toBeGreaterThan(0)
  })
  test('reads no input', () => {
    expect(read(program("const c = fork('q.ts'); c.stdin?.write('x'); process.stdout.write('x')")).readsInput).toEqual([])
    expect(
      read(program("import('node:readline').then((rl) => rl.createInterface({ input: spawn('x').stdout }).on('line', console.log))"))
        .readsInput,
    ).toEqual([])
  })

  test.each<[string, string]>([
    [
      `${four}\nPromise.all(children.map((c) => once(c, 'exit')))\nconsole.log('done')`,
      "Promise.all(children.map((c) => once(c, 'exit')))",
    ],
    ["const c = fork('q.ts', ['child'])\nconst ended = once(c, 'exit')\nconsole.log('done')", "const ended = once(c, 'exit')"],
    [`async function run() { await once(fork('q.ts'), 'exit') }\nrun()\nconsole.log('done')`, 'run()'],
    ["const run = promisify(execFile)\nrun('node', ['q.ts'])\nconsole.log('x')", "run('node', ['q.ts'])"],
  ])('a promise that nobody awaits: %s', (main, text) => {
    expect(read(program(main)).unheld).toMatchObject([{ why: 'dropped', text }])
  })
  test.each<[string, string, string]>([
    ['a race of the ends', `${four}\nawait Promise.race(children.map((c) => once(c, 'exit')))`, 'race'],
    ['any of the ends', `${four}\nawait Promise.any(children.map((c) => new Promise((done) => c.on('exit', done))))`, 'race'],
    ['forEach, which awaits nothing', `${four}\nchildren.forEach(async (c) => { await once(c, 'exit') })`, 'forEach'],
  ])('a wait that does not hold main back: %s', (_name, main, why) => {
    expect(read(program(`${main}\nconsole.log('done')`)).unheld).toMatchObject([{ why }])
  })
  test.each([
    `async function main() { ${four}; await Promise.all(children.map((c) => once(c, 'exit'))) }\nmain()`,
    "const c = fork('q.ts'); await Promise.race([once(c, 'exit'), new Promise((r) => setTimeout(r, 900))])",
    "const c = fork('q.ts'); once(c, 'toString')",
  ])('nothing is left unheld where nothing tells of an end too early: %s', (main) => {
    expect(read(program(main)).unheld).toEqual([])
  })
  test('a promise of which main awaits one alone is not said to be awaited by nobody', () => {
    const { launches, unheld } = read(
      program(`${four}\nconst ends = children.map((c) => once(c, 'exit'))\nawait ends[0]\nconsole.log('done')`),
    )
    expect({ wait: launches[0]!.wait, unheld }).toEqual({ wait: null, unheld: [] })
  })

  test.each<[string, number]>([
    ["const c = fork('q.ts'); while (c.exitCode === null) {}", 1],
    ["const c = fork('q.ts'); let ended = false; c.on('exit', () => { ended = true }); while (!ended);", 1],
    ["const c = fork('q.ts'); while (c.exitCode === null) await new Promise((r) => setTimeout(r, 10))", 0],
    ["const c = fork('q.ts'); const end = Date.now() + 99; while (Date.now() < end) {}", 0],
    ["const c = fork('q.ts'); let n = 0; while (n < 4) n++", 0],
  ])('loops that never let a child’s end be seen: %s', (main, count) => {
    expect(read(program(main)).blocking).toHaveLength(count)
  })

  test('empty', () => {
    for (const text of ['', '// TODO\n', '\uFEFF/* x */\r\n', 'export {}\n', ';'])
      expect(read(text)).toMatchObject({ fault: null, means: [], launches: [] })
  })

  test('line ends and byte order marks do not shift a place', () => {
    const facts = read("\uFEFFimport { fork } from 'child_process'\r\n\r\nfork('x')\r\n")
    expect(facts.launches[0]).toMatchObject({ line: 3, text: "fork('x')" })
  })

  test('places and words', () => {
    const [launch] = read(
      "import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nconst all = [1, 2].map(() => fork('x'))\nawait Promise.all(all.map((c) => once(c, 'exit')))\n",
    ).launches
    expect(launch).toEqual({
      file: 'q.ts',
      line: 3,
      text: "const all = [1, 2].map(() => fork('x'))",
      kind: 'process',
      letGo: null,
      count: 2,
      wait: {
        file: 'q.ts',
        line: 4,
        text: "await Promise.all(all.map((c) => once(c, 'exit')))",
        for: 'end',
        how: "awaits the 'exit' event of every process",
      },
    })
  })
})
