import { describe, expect, test } from 'vitest'
import { four, program, read, waits } from './programs.ts'

describe('waits for the end of every process', () => {
  test.each<[string, string]>([
    ['once, awaited', "const child = fork(fileURLToPath(import.meta.url), ['child']); await once(child, 'exit'); console.log('done')"],
    ['finally', "once(fork('q.ts', ['child']), 'exit').finally(() => console.log('done'))"],
    ['a listener that prints', "const child = fork(__filename, ['child']); child.on('exit', () => console.log('done'))"],
    ['a listener by once()', "fork(import.meta.filename, ['child']).once('close', (code) => { console.log('done', code) })"],
    [
      'a new Promise over on',
      "const child = spawn(process.execPath, ['q.ts', 'child']); await new Promise((resolve) => child.on('close', resolve)); console.log('done')",
    ],
    [
      'a new Promise with a body',
      "const child = fork('q.ts', ['child'])\nawait new Promise<void>((resolve, reject) => { child.on('error', reject); child.on('exit', (code) => { if (code === 0) resolve(); else reject(new Error('no')) }) })",
    ],
    ['Promise.all over a map', `${four}\nawait Promise.all(children.map((c) => once(c, 'exit')))\nconsole.log('done')`],
    [
      'Promise.all over a map of new Promise',
      `${four}\nawait Promise.all(children.map((child) => new Promise<void>((resolve) => { child.on('exit', () => resolve()) })))`,
    ],
    [
      'a class that is closed by a symbol',
      "class Pool { list = [fork('q.ts')]\nasync [Symbol.asyncDispose]() { await Promise.all(this.list.map((c) => once(c, 'exit'))) } }\nconst pool = new Pool(); await pool[Symbol.asyncDispose](); console.log('done')",
    ],
    [
      'await using',
      "class Pool { list = [fork('q.ts')]\nasync [Symbol.asyncDispose]() { await Promise.all(this.list.map((c) => once(c, 'exit'))) } }\n{ await using pool = new Pool(); console.log('works') }\nconsole.log('done')",
    ],
    [
      'await using an object of its own',
      "function start() { const c = fork('q.ts'); return { c, async [Symbol.asyncDispose]() { await once(c, 'exit') } } }\nasync function main() { await using it = start(); return 1 }\nawait main()",
    ],
    [
      'for await over an iterator of its own',
      "class Crew { c = fork('q.ts')\nasync *[Symbol.asyncIterator]() { yield 1; await once(this.c, 'exit') } }\nfor await (const x of new Crew()) console.log(x)",
    ],
    [
      'a list that is replaced by a longer one',
      "let ends: Promise<unknown>[] = []\nfor (let i = 0; i < 4; i++) ends = [...ends, once(fork('q.ts', ['child']), 'exit')]\nawait Promise.all(ends)\nconsole.log('done')",
    ],
    [
      'a list that is replaced by concat()',
      "let ends: Promise<unknown>[] = []\nfor (let i = 0; i < 4; i++) ends = ends.concat(once(fork('q.ts', ['child']), 'exit'))\nawait Promise.all(ends)\nconsole.log('done')",
    ],
    [
      'setImmediate with what its callback is given',
      "setImmediate((c) => c.on('exit', () => console.log('done')), fork('q.ts', ['child']))",
    ],
    [
      'a question of what kind a process is',
      "const child = fork('q.ts', ['child'])\nif (typeof child !== 'function') await once(child, 'exit')\nconsole.log('done')",
    ],
    ['allSettled with then', `${four}\nPromise.allSettled(children.map((c) => once(c, 'close'))).then(() => console.log('done'))`],
    [
      'one that is started unless there is one',
      "let child: ChildProcess | undefined\nchild ??= fork('q.ts', ['child'])\nawait once(child, 'exit')\nconsole.log('done')",
    ],
    [
      'a function that is applied',
      "const ended = (c: ChildProcess) => once(c, 'exit')\nawait ended.apply(null, [fork('q.ts', ['child'])])\nconsole.log('done')",
    ],
    [
      'a listener that hangs up on the next one',
      "const [a, b] = [fork('q.ts', ['child']), fork('q.ts', ['child'])]\na.on('exit', () => b.disconnect())\nb.on('exit', () => console.log('done'))",
    ],
    [
      'a set that gets empty',
      `${four}\nconst left = new Set(children)\nfor (const c of children) c.on('exit', () => left.delete(c))\nwhile (left.size > 0) await new Promise((r) => setTimeout(r, 20))\nconsole.log('done')`,
    ],
    ['a loop of awaits', `${four}\nfor (const child of children) await once(child, 'exit')\nconsole.log('done')`],
    [
      'a count of the ended',
      `let ended = 0\nfor (let i = 0; i < 4; i++) { const child = fork('q.ts', ['child', String(i)]); child.on('exit', () => { if (++ended === 4) console.log('all done') }) }`,
    ],
    [
      'a count down',
      `let left = 4\nfor (let i = 0; i < 4; i++) { const c = fork('q.ts', ['child']); c.on('exit', () => { left = left - 1; if (left === 0) finish() }) }\nfunction finish() { console.log('all done') }`,
    ],
    [
      'a count that resolves',
      `${four}\nawait new Promise<void>((resolve) => { let ended = 0; for (const child of children) child.on('exit', () => { ended += 1; if (ended === children.length) resolve() }) })\nconsole.log('done')`,
    ],
    [
      'a count asked in a loop',
      `${four}\nlet ended = 0\nchildren.forEach((c) => c.on('exit', () => ended++))\nwhile (ended < 4) await new Promise((r) => setTimeout(r, 10))\nconsole.log('done')`,
    ],
    [
      'exit codes asked in a loop',
      `${four}\nwhile (children.some((c) => c.exitCode === null)) await new Promise((r) => setTimeout(r, 10))`,
    ],
    [
      'a helper that takes a child',
      `const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()))\n${four}\nawait Promise.all(children.map(ended))`,
    ],
    [
      'a helper function called for each',
      `function waitFor(child: ChildProcess, event: string) { return new Promise((resolve) => { child.on(event, resolve) }) }\nconst a = fork('q.ts', ['child']); const b = fork('q.ts', ['child'])\nawait waitFor(a, 'exit')\nawait waitFor(b, 'exit')`,
    ],
    [
      'a helper that forks',
      `function runWorker(n: number) { return new Promise((resolve) => { const c = fork('q.ts', ['child', String(n)]); c.on('exit', resolve) }) }\nawait Promise.all([1, 2, 3, 4].map(runWorker))\nconsole.log('done')`,
    ],
    [
      'a helper that forks, called in a loop',
      `const run = (n: number): Promise<void> => new Promise((resolve) => { const c = fork('q.ts', ['child', String(n)]); c.on('exit', () => resolve()) })\nconst all: Promise<void>[] = []\nfor (let i = 1; i <= 4; i++) all.push(run(i))\nawait Promise.all(all)`,
    ],
    [
      'an async helper',
      `async function run(n: number) { const c = fork('q.ts', ['child', String(n)]); const [code] = await once(c, 'exit'); return code }\nconst codes = await Promise.all(Array.from({ length: 4 }, (_, i) => run(i)))\nconsole.log(codes)`,
    ],
    [
      'an async helper, one after another',
      `async function run(n: number) { const c = fork('q.ts', ['child', String(n)]); await once(c, 'exit') }\nfor (let i = 0; i < 4; i++) { await run(i) }`,
    ],
    [
      'an array of promises, for each await',
      `const promises = []\nfor (const n of [1, 2, 3, 4]) { const c = fork('q.ts', ['child', String(n)]); promises.push(once(c, 'exit')) }\nfor (const p of promises) await p`,
    ],
    [
      'for await over promises',
      `${four}\nconst ends = children.map((c) => once(c, 'exit'))\nfor await (const [code] of ends) console.log(code)`,
    ],
    [
      'for await over messages, until the process has ended',
      "const c = fork('q.ts', ['child'])\nfor await (const [m] of on(c, 'message', { close: ['exit'] })) { switch (m) { case 1: console.log(m); break } }\nconsole.log('done')",
    ],
    [
      'an async function that calls itself with the next index',
      `${four}\nconst ends = children.map((c) => once(c, 'exit'))\nasync function from(i: number): Promise<void> { if (i === ends.length) return; await ends[i]; await from(i + 1) }\nawait from(0)\nconsole.log('done')`,
    ],
    [
      'an async function that calls itself with the rest of the list',
      `${four}\nasync function all(list: ChildProcess[]): Promise<void> { const [first, ...rest] = list; if (first === undefined) return; const end = once(first, 'exit'); await Promise.all([end, all(rest)]) }\nawait all(children)\nconsole.log('done')`,
    ],
    [
      'an async function that calls itself until the process has ended',
      "const c = fork('q.ts', ['child'])\nasync function until(c: ChildProcess): Promise<void> { if (c.exitCode !== null) return; await new Promise((r) => setTimeout(r, 10)); return until(c) }\nawait until(c)\nconsole.log('done')",
    ],
    [
      'an async arrow function that calls itself with a slice',
      `${four}\nconst ends = children.map((c) => once(c, 'exit'))\nconst all = async (list: Promise<unknown>[]): Promise<void> => { if (list.length > 0) { await list[0]; return all(list.slice(1)) } }\nawait all(ends)\nconsole.log('done')`,
    ],
    ['for await over events', "const c = fork('q.ts', ['child'])\nfor await (const [code] of on(c, 'exit')) { console.log(code); break }"],
    ['an index loop', `${four}\nfor (let i = 0; i < children.length; i++) { await once(children[i]!, 'exit') }`],
    [
      'every index',
      `${four}\nawait once(children[0]!, 'exit'); await once(children[1]!, 'exit'); await once(children[2]!, 'exit'); await once(children[3]!, 'exit')`,
    ],
    [
      'destructured',
      `const [a, b] = [1, 2].map((n) => fork('q.ts', ['child', String(n)]))\nawait Promise.all([once(a!, 'exit'), once(b!, 'exit')])`,
    ],
    [
      'the first, and the rest of a list',
      `${four}\nconst [first, ...rest] = children\nawait once(first!, 'exit')\nawait Promise.all(rest.map((c) => once(c, 'exit')))`,
    ],
    [
      'the first two by their index, and a slice of all others',
      `${four}\nconst ends = children.map((c) => once(c, 'exit'))\nawait ends[0]; await ends[1]; await Promise.all(ends.slice(2))`,
    ],
    ['pop until empty', `${four}\nwhile (children.length > 0) { const c = children.pop()!; await once(c, 'exit') }`],
    [
      'spread and concat',
      `const more = [fork('q.ts', ['child'])]\nconst all = [...more].concat([])\nawait Promise.all(all.map((c) => once(c, 'exit')))`,
    ],
    [
      'a record by name',
      `const all: Record<string, ChildProcess> = {}\nfor (const n of ['a', 'b']) all[n] = fork('q.ts', ['child', n])\nawait Promise.all(Object.values(all).map((c) => once(c, 'exit')))`,
    ],
    [
      'a Map',
      `const all = new Map<number, ChildProcess>()\nfor (let i = 0; i < 4; i++) all.set(i, fork('q.ts', ['child', String(i)]))\nfor (const [, c] of all) await once(c, 'exit')`,
    ],
    [
      'a Map, entries',
      `const all = new Map()\nfor (let i = 0; i < 4; i++) all.set(i, fork('q.ts', ['child', String(i)]))\nawait Promise.all([...all.entries()].map(([i, c]) => once(c, 'exit')))`,
    ],
    [
      'a Set that shrinks',
      `const alive = new Set<ChildProcess>()\nfor (let i = 0; i < 4; i++) { const c = fork('q.ts', ['child']); alive.add(c); c.on('exit', () => { alive.delete(c); if (alive.size === 0) console.log('done') }) }`,
    ],
    [
      'objects in a list',
      `const jobs: { child: ChildProcess; done: Promise<unknown> }[] = []\nfor (let i = 0; i < 4; i++) { const child = fork('q.ts', ['child']); jobs.push({ child, done: once(child, 'exit') }) }\nawait Promise.all(jobs.map((j) => j.done))`,
    ],
    [
      'a chain of then',
      `const run = (n: number) => new Promise<void>((resolve) => fork('q.ts', [String(n)]).on('exit', () => resolve()))\nrun(1).then(() => run(2)).then(() => run(3)).then(() => console.log('done'))`,
    ],
    [
      'a chain by reduce',
      `await [1, 2, 3, 4].reduce((p, n) => p.then(() => once(fork('q.ts', [String(n)]), 'exit')), Promise.resolve() as Promise<unknown>)`,
    ],
    [
      'nested callbacks',
      `fork('q.ts', ['child', '1']).on('exit', () => { fork('q.ts', ['child', '2']).on('exit', () => { console.log('done') }) })`,
    ],
    [
      'recursion',
      `function next(i: number) { if (i > 4) { console.log('done'); return }\n const c = fork('q.ts', ['child', String(i)]); c.on('exit', () => next(i + 1)) }\nnext(1)`,
    ],
    [
      'an async main',
      `async function main() { ${four}; await Promise.all(children.map((c) => once(c, 'exit'))); console.log('done') }\nmain()`,
    ],
    [
      'an async main with catch',
      `const main = async (): Promise<void> => { ${four}; await Promise.all(children.map((c) => once(c, 'exit'))); console.log('done') }\nmain().catch((e) => { console.error(e); process.exitCode = 1 })`,
    ],
    [
      'an async main that says nothing afterwards',
      `async function main() { ${four}; await Promise.all(children.map((c) => once(c, 'exit'))) }\nmain()`,
    ],
    [
      'an async function called at once',
      `(async () => { ${four}; for (const c of children) await once(c, 'exit'); console.log('done') })()`,
    ],
    [
      'a promise kept and awaited later',
      `const child = fork('q.ts', ['child'])\nconst done = once(child, 'exit')\nchild.send('go')\nawait done`,
    ],
    [
      'withResolvers',
      `const { promise, resolve } = Promise.withResolvers<void>()\nfork('q.ts', ['child']).on('exit', () => resolve())\nawait promise`,
    ],
    [
      'resolve handed out',
      `let finish!: () => void\nconst done = new Promise<void>((resolve) => { finish = resolve })\nfork('q.ts', ['child']).on('exit', () => finish())\nawait done\nconsole.log('done')`,
    ],
    [
      'a race with a timer',
      `const child = fork('q.ts', ['child'])\nawait Promise.race([once(child, 'exit'), new Promise((_, reject) => setTimeout(() => reject(new Error('slow')), 5000))])`,
    ],
    [
      'a race until none is left, in a map',
      `${four}\nconst open = new Map(children.map((c) => [c.pid, once(c, 'exit').then(() => c.pid)]))\nwhile (open.size > 0) open.delete(await Promise.race(open.values()))`,
    ],
    [
      'a race until none is left, in a list',
      `${four}\nlet open = children.map((c) => once(c, 'exit').then(() => c))\nwhile (open.length) { const ended = await Promise.race([...open]); open = open.filter((each) => each !== ended) }`,
    ],
    [
      'a try around it',
      `const child = fork('q.ts', ['child'])\ntry { await once(child, 'exit') } catch (e) { console.error(e) } finally { console.log('done') }`,
    ],
    [
      'a named listener',
      `function onExit(this: unknown, code: number | null) { console.log('done', code) }\nconst c = fork('q.ts', ['child']); c.addListener('exit', onExit)`,
    ],
    [
      'a bound listener',
      `class Counter { n = 0; hit() { if (++this.n === 4) console.log('done') } }\nconst counter = new Counter()\n${four}\nfor (const c of children) c.on('exit', counter.hit.bind(counter))`,
    ],
    [
      'chained listeners',
      `fork('q.ts', ['child']).on('message', (m) => console.log(m)).on('error', () => {}).on('exit', () => console.log('done'))`,
    ],
    [
      'spawn with piped output',
      `const c = spawn(process.execPath, ['q.ts', 'child'])\nc.stdout.on('data', (d) => process.stdout.write(d))\nawait once(c, 'close')`,
    ],
    [
      'for await over output, then the end',
      `const c = spawn(process.execPath, ['q.ts', 'child'])\nconst ended = once(c, 'close')\nfor await (const chunk of c.stdout) process.stdout.write(chunk)\nawait ended`,
    ],
    ['the exec callback', `exec('node q.ts child', (error, stdout) => { console.log(stdout) })`],
    [
      'the execFile callback in a Promise',
      `const run = (n: number) => new Promise<string>((resolve, reject) => { execFile(process.execPath, ['q.ts', 'child', String(n)], (e, out) => (e ? reject(e) : resolve(out))) })\nconsole.log(await Promise.all([1, 2, 3, 4].map((n) => run(n))))`,
    ],
    [
      'execFile promisified',
      `const run = promisify(execFile)\nconst { stdout } = await run(process.execPath, ['q.ts', 'child'])\nconsole.log(stdout)`,
    ],
    [
      'execFile promisified, all',
      `const run = promisify(execFile)\nconst outs = await Promise.all([1, 2, 3, 4].map((n) => run('node', ['q.ts', 'child', String(n)])))\nconsole.log(outs.length)`,
    ],
    [
      'execFile promisified, in a loop',
      `const run = promisify(execFile)\nfor (let i = 0; i < 4; i++) { const { stdout } = await run('node', ['q.ts', 'child', String(i)]); console.log(stdout) }`,
    ],
    ['spawnSync', "const { stdout } = spawnSync(process.execPath, ['q.ts', 'child'], { encoding: 'utf8' }); console.log(stdout)"],
    [
      'execFileSync in a loop',
      "for (let i = 0; i < 4; i++) execFileSync(process.execPath, ['q.ts', 'child', String(i)], { stdio: 'inherit' })",
    ],
    ['execSync', "console.log(execSync('node q.ts child').toString())"],
    [
      'a class with parameter properties',
      `class Runner {\n constructor(private readonly count: number, public children: ChildProcess[] = []) {}\n start() { for (let i = 0; i < this.count; i++) this.children.push(fork('q.ts', ['child', String(i)])) }\n async wait() { await Promise.all(this.children.map((c) => once(c, 'exit'))) } }\nconst runner = new Runner(4)\nrunner.start()\nawait runner.wait()\nconsole.log('done')`,
    ],
    [
      'a class with private fields',
      `class Pool { #ends: Promise<unknown>[] = []; #workers = new Set<ChildProcess>()\n add() { const w = fork('q.ts', ['child']); this.#workers.add(w); this.#ends.push(once(w, 'exit')) }\n async close() { for (const w of this.#workers) w.disconnect(); await Promise.all(this.#ends) } }\nconst pool = new Pool(); pool.add(); pool.add(); await pool.close()`,
    ],
    [
      'a class with static members',
      `class Runner { static children: ChildProcess[] = []\n static start(n: number) { Runner.children.push(fork('q.ts', ['child', String(n)])) }\n static wait() { return Promise.all(this.children.map((c) => once(c, 'exit'))) } }\nfor (const n of [1, 2]) Runner.start(n)\nawait Runner.wait()`,
    ],
    [
      'a class per child',
      `class Job { child: ChildProcess; constructor(public n: number) { this.child = fork('q.ts', ['child', String(n)]) }\n get done() { return once(this.child, 'exit') } }\nconst jobs = [1, 2, 3, 4].map((n) => new Job(n))\nawait Promise.all(jobs.map((j) => j.done))`,
    ],
    [
      'a subclass',
      `abstract class Base { protected child!: ChildProcess; start() { this.child = fork('q.ts', this.args()) }\n abstract args(): string[]\n wait() { return once(this.child, 'exit') } }\nclass Mine extends Base { args() { return ['child'] }\n wait() { return super.wait() } }\nconst m = new Mine(); m.start(); await m.wait(); console.log('x')`,
    ],
    [
      'an enum for the roles',
      `enum Role { Main = 'main', Child = 'child' }\nconst role = process.argv[2] ?? Role.Main\nif (role === Role.Main) { const c = fork('q.ts', [Role.Child]); await once(c, 'exit') }`,
    ],
    [
      'an async map',
      `await Promise.all([1, 2, 3, 4].map(async (n) => { const c = fork('q.ts', ['child', String(n)]); await once(c, 'exit') }))\nconsole.log('done')`,
    ],
    [
      'a generator, step by step',
      `function* start() { for (let i = 0; i < 4; i++) yield once(fork('q.ts', ['child']), 'exit') }\nconst it = start()\nfor (;;) { const { value, done } = it.next(); if (done) break; await value }`,
    ],
    [
      'one step of a generator',
      `function* start() { yield once(fork('q.ts', ['child']), 'exit') }\nconst it = start()\nawait it.next().value\nconsole.log('done')`,
    ],
    [
      'a generator that goes on when its promise has settled',
      `function* start() { const code = yield once(fork('q.ts', ['child']), 'exit'); console.log(code) }\nconst drive = (it, code) => { const { value, done } = it.next(code); if (!done) value.then((c) => drive(it, c)) }\ndrive(start())`,
    ],
    [
      'a generator of promises',
      `function* start() { for (let i = 0; i < 4; i++) yield once(fork('q.ts', ['child']), 'exit') }\nawait Promise.all(start())`,
    ],
    [
      'an async generator',
      `async function* run() { for (let i = 0; i < 4; i++) { const c = fork('q.ts', ['child']); yield await once(c, 'exit') } }\nfor await (const x of run()) console.log(x)`,
    ],
    ['beforeExit', `const c = fork('q.ts', ['child']); process.on('beforeExit', () => console.log('all done'))`],
    ['a wait behind a question', `const c = fork('q.ts', ['child']); if (c.exitCode === null) await once(c, 'exit')\nconsole.log('done')`],
    [
      'callback style with a done function',
      `function startAll(done: () => void) { let n = 0; for (let i = 0; i < 4; i++) { const c = fork('q.ts', ['child']); c.on('exit', () => { n++; if (n === 4) done() }) } }\nstartAll(() => console.log('done'))`,
    ],
    [
      'a promise through an object',
      `const start = (n: number) => { const child = fork('q.ts', ['child', String(n)]); return { child, ended: once(child, 'exit') } }\nconst all = [start(1), start(2)]\nawait Promise.all(all.map(({ ended }) => ended))`,
    ],
    ['flatMap', `await Promise.all([1, 2].flatMap((n) => [once(fork('q.ts', [String(n)]), 'exit')]))`],
    ['new Array fill map', `await Promise.all(new Array(4).fill(0).map((_, i) => once(fork('q.ts', [String(i)]), 'exit')))`],
    [
      'worker.on exit through a loop over keys',
      `const all: Record<string, ChildProcess> = {}\nfor (let i = 0; i < 2; i++) all[i] = fork('q.ts', ['child'])\nfor (const key in all) await once(all[key]!, 'exit')`,
    ],
    [
      'a switch for the role',
      `switch (process.argv[2]) { case 'worker': console.log('w'); break; default: { const c = fork('q.ts', ['worker']); await once(c, 'exit') } }`,
    ],
  ])('%s', (_, main) => {
    const found = waits(program(main))
    expect(found.length).toBeGreaterThan(0)
    expect(found).toEqual(found.map(() => 'end'))
  })
})

describe('does not wait for every process', () => {
  test.each<[string, string]>([
    ['nothing at all', `${four}\nconsole.log('done')`],
    ['an empty listener', `${four}\nfor (const c of children) c.on('exit', () => {})`],
    ['the last of a list', `${four}\nconst last = children.at(-1)!\nawait once(last, 'exit')\nconsole.log('done')`],
    ['the last by its index', `${four}\nawait once(children[children.length - 1]!, 'exit')`],
    ['the first', `${four}\nawait once(children[0]!, 'exit')`],
    ['the rest of a list', `${four}\nconst [, ...rest] = children\nawait Promise.all(rest.map((c) => once(c, 'exit')))`],
    [
      'the first, and what stands behind the second',
      `${four}\nconst ends = children.map((c) => once(c, 'exit'))\nawait ends[0]; await Promise.all(ends.slice(2))`,
    ],
    [
      'a function that asks once',
      "const c = fork('q.ts', ['child'])\nasync function until(c: ChildProcess): Promise<void> { if (c.exitCode !== null) return; await new Promise((r) => setTimeout(r, 10)) }\nawait until(c)\nconsole.log('done')",
    ],
    [
      'a function that calls itself with a piece of a piece',
      `${four}\nconst ends = children.map((c) => once(c, 'exit'))\nconst all = async (list: Promise<unknown>[]): Promise<void> => { if (list.length > 0) { await list[0]; return all(list.slice(1)) } }\nawait all(ends.slice(2))\nconsole.log('done')`,
    ],
    [
      'a function that calls itself with the same index',
      `${four}\nconst ends = children.map((c) => once(c, 'exit'))\nlet tries = 0\nasync function wait(i: number): Promise<void> { await ends[i]; if (tries++ < 3) await wait(i) }\nawait wait(0)\nconsole.log('done')`,
    ],
    [
      'the last step of a generator alone',
      `function* start() { for (let i = 0; i < 4; i++) yield once(fork('q.ts', ['child']), 'exit') }\nconst it = start()\nit.next()\nawait it.next().value`,
    ],
    ['one by pop', `${four}\nawait once(children.pop()!, 'exit')`],
    [
      'the last of a loop',
      `let last: ChildProcess | undefined\nfor (let i = 0; i < 4; i++) { last = fork('q.ts', ['child']) }\nawait once(last!, 'exit')`,
    ],
    [
      'the last of a loop, var',
      "for (let i = 0; i < 4; i++) { var child = fork('q.ts', ['child']) }\nchild!.on('exit', () => console.log('done'))",
    ],
    [
      'the last promise of a loop',
      `let ended: Promise<unknown> = Promise.resolve()\nfor (const n of [1, 2, 3, 4]) { const c = fork('q.ts', [String(n)]); ended = once(c, 'exit') }\nawait ended`,
    ],
    ['a slice', `${four}\nawait Promise.all(children.slice(0, 3).map((c) => once(c, 'exit')))`],
    [
      'a race until few are left',
      `${four}\nconst open = new Set(children.map((c) => once(c, 'exit').then(() => c)))\nwhile (open.size > 1) open.delete(await Promise.race(open))`,
    ],
    ['a race', `${four}\nawait Promise.race(children.map((c) => once(c, 'exit')))`],
    [
      'the first that resolves',
      `${four}\nawait new Promise<void>((resolve) => { for (const c of children) c.on('exit', () => resolve()) })`,
    ],
    [
      'three of four indices',
      `${four}\nawait once(children[0]!, 'exit'); await once(children[1]!, 'exit'); await once(children[3]!, 'exit')`,
    ],
    [
      'only errors and spawns',
      "const c = fork('q.ts', ['child']); c.on('error', (e) => console.error(e)); c.on('spawn', () => console.log('started'))",
    ],
    ['only messages shown', "const c = fork('q.ts', ['child']); c.on('message', (m) => console.log(m))"],
    ['only its output shown', "const c = spawn('node', ['q.ts', 'child']); c.stdout.on('data', (d) => console.log(String(d)))"],
    ['a sleep', `${four}\nawait new Promise((resolve) => setTimeout(resolve, 1000))\nconsole.log('done')`],
    ['exec without a callback', "exec('node q.ts child')"],
    ['Promise.all without await', `${four}\nPromise.all(children.map((c) => once(c, 'exit')))\nconsole.log('done')`],
    ['a promise without await', "const c = fork('q.ts', ['child'])\nconst ended = once(c, 'exit')\nconsole.log('done')"],
    ['execFile promisified without await', "promisify(execFile)('node', ['q.ts', 'child'])\nconsole.log('done')"],
    ['forEach async', `${four}\nchildren.forEach(async (c) => { await once(c, 'exit') })\nconsole.log('done')`],
    [
      'an async helper without await',
      `async function run(n: number) { const c = fork('q.ts', [String(n)]); await once(c, 'exit') }\nrun(1); run(2)\nconsole.log('done')`,
    ],
    [
      'one of two calls awaited',
      `const run = (n: number) => once(fork('q.ts', [String(n)]), 'exit')\nconst a = run(1); const b = run(2)\nawait a`,
    ],
    [
      'a wait in a function that is never called',
      `const c = fork('q.ts', ['child'])\nasync function wait() { await once(c, 'exit') }\nconsole.log('done')`,
    ],
    ['kill without a wait', `${four}\nfor (const c of children) c.kill()`],
  ])('%s', (_, main) => {
    expect(waits(program(main))).toEqual([null])
  })
})

describe('waits for the results', () => {
  test.each<[string, string]>([
    [
      'for await over messages that is left before the process has ended',
      "const c = fork('q.ts', ['child'])\nfor await (const [m] of on(c, 'message', { close: ['exit'] })) { console.log(m); if (m === 'done') break }\nconsole.log('done')",
    ],
    [
      'a promise for a message',
      "const c = fork('q.ts', ['child']); c.send(2); const [m] = await once(c, 'message'); c.disconnect(); console.log(m)",
    ],
    [
      'a promise for every message',
      `${four}\nconst results = await Promise.all(children.map((c, i) => new Promise((resolve) => { c.once('message', resolve); c.send(i) })))\nfor (const c of children) c.kill()\nconsole.log(results)`,
    ],
    [
      'a count of messages',
      `${four}\nconst results: number[] = []; let n = 0\nchildren.forEach((c, i) => { c.on('message', (m: number) => { results[i] = m; if (++n === 4) { console.log(results); children.forEach((x) => x.kill()) } }); c.send(i) })`,
    ],
    [
      'a pool with a queue',
      `
class Pool {
  private idle: ChildProcess[] = []
  private queue: { n: number; resolve: (v: number) => void }[] = []
  constructor(private size: number) { for (let i = 0; i < this.size; i++) this.idle.push(fork('q.ts', ['child'])) }
  run(n: number) { return new Promise<number>((resolve) => { this.queue.push({ n, resolve }); this.next() }) }
  private next() {
    const worker = this.idle.pop(); const job = this.queue.shift()
    if (!worker || !job) return
    worker.once('message', (m: number) => { job.resolve(m); this.idle.push(worker); this.next() })
    worker.send(job.n)
  }
  close() { for (const w of this.idle) w.send({ type: 'stop' }) }
}
const pool = new Pool(4)
const results = await Promise.all([1, 2, 3, 4, 5].map((n) => pool.run(n)))
console.log(results)
pool.close()`,
    ],
    [
      'a pool with a Map of pending tasks',
      `
const pending = new Map<number, (v: number) => void>()
const workers = Array.from({ length: 4 }, () => { const w = fork('q.ts', ['child']); w.on('message', (m: { id: number; v: number }) => { pending.get(m.id)?.(m.v); pending.delete(m.id) }); return w })
const run = (id: number, n: number) => new Promise<number>((resolve) => { pending.set(id, resolve); workers[id % 4]!.send({ id, n }) })
console.log(await Promise.all([1, 2, 3, 4, 5].map((n, i) => run(i, n))))
for (const w of workers) w.disconnect()`,
    ],
    [
      'its output to the end',
      "const c = spawn('node', ['q.ts', 'child']); let out = ''\nfor await (const chunk of c.stdout) out += chunk\nconsole.log(out)",
    ],
  ])('%s', (_, main) => {
    expect(waits(program(main))).toEqual(['results'])
  })

  test('a pool that awaits exits as well waits for the end', () => {
    const main = `${four}\nconst r = await Promise.all(children.map((c) => once(c, 'message')))\nconst ends = children.map((c) => once(c, 'exit'))\nfor (const c of children) c.kill()\nawait Promise.all(ends)\nconsole.log(r)`
    expect(waits(program(main))).toEqual(['end'])
  })
})

describe('a listener for the end that may come too late', () => {
  test.each<[string, string, number]>([
    ['in turn, each after the other', `${four}\nfor (const child of children) await once(child, 'exit')`, 1],
    ['a promise for each, in turn', `${four}\nfor (const child of children) await new Promise((r) => child.on('exit', r))`, 1],
    ['hung up on before the loop', `${four}\nfor (const c of children) c.disconnect()\nfor (const c of children) await once(c, 'exit')`, 1],
    ['hung up on in its turn', `${four}\nfor (const c of children) { c.disconnect(); await once(c, 'exit') }`, 0],
    ['only if it has not ended', `${four}\nfor (const c of children) if (c.exitCode === null) await once(c, 'exit')`, 0],
    [
      'promised at once, awaited in turn',
      `${four}\nconst ends = children.map((c) => once(c, 'exit'))\nfor (const end of ends) await end`,
      0,
    ],
    ['listened to at once', `${four}\nfor (const c of children) c.on('exit', () => console.log('done'))`, 0],
    ['awaited as if listening were a promise', `${four}\nfor (const c of children) await c.on('exit', () => console.log('done'))`, 0],
    ['started in its turn', "for (let i = 0; i < 4; i++) { const c = fork('q.ts', ['child']); await once(c, 'exit') }", 0],
    ['for word from each', `${four}\nfor (const c of children) { c.on('message', console.log); await once(c, 'message') }`, 0],
    ['all at the same time', `${four}\nawait Promise.all(children.map(async (c) => { await once(c, 'exit') }))`, 0],
  ])('%s', (_, text, count) => {
    expect(read(program(text)).late).toHaveLength(count)
  })
})
