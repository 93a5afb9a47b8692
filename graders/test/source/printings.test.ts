import { describe, expect, test } from 'vitest'
import { readPython } from '../../source/python.ts'
import { readTypeScript } from '../../source/typescript.ts'

const printingsOf = (path: string, text: string) => {
  const files = [{ path, text }]
  return (path.endsWith('.py') ? readPython(files, path) : readTypeScript(files, path)).printings?.()
}

const ownIn = (path: string, text: string) => printingsOf(path, text)?.map(({ own }) => own)

const fromWorkers = [
  'const r = []\nw.on("message", (m) => r.push(m))\nconsole.log(r)',
  'const r = []\nw.on("message", ({ i, square }) => { r[i] = square })\nconsole.log(r)',
  'const r = {}\nconst keep = (n, s) => { r[n] = s }\nw.on("message", ([n, s]) => keep(n, s))\nconsole.log(Object.values(r))',
  'const r = []\nfunction got(m) { r.push(m) }\nw.on("message", got)\nconsole.log(r)',
  'const r = []\nfunction got(list, m) { list.push(m) }\nw.on("message", got.bind(null, r))\nconsole.log(r)',
  'const r = [];\n[r[0]] = await once(w, "message")\nconsole.log(r)',
  'const r = [1]\nconst other = r\nother.push(ask())\nconsole.log(r)',
  'const r = []\nfill(r, w)\nconsole.log(r)',
  'const r = []\nconst fill = (list) => w.on("message", (m) => list.push(m))\nfill(r)\nconsole.log(r)',
  'const fill = (list) => { w.on("message", (m) => list.push(m)); return list }\nconsole.log(fill([]))',
  'let done\nconst p = new Promise((ok) => { done = ok })\nw.on("message", (m) => done(m))\nconsole.log(await p)',
  'const open = new Map()\nconst ask = (i) => new Promise((ok) => { open.set(i, ok) })\nw.on("message", ({ i, s }) => open.get(i)(s))\nconsole.log(await ask(1))',
  'const open = {}\nconst ask = (i) => new Promise((ok, no) => { open[i] = { ok, no } })\nw.on("message", ({ i, s }) => open[i].ok(s))\nconsole.log(await Promise.all([1].map(ask)))',
  'const { promise, resolve } = Promise.withResolvers()\nw.on("message", (m) => resolve(m))\nconsole.log(await promise)',
  'class Pool { out = []; take(m) { this.out.push(m) } get all() { return this.out } }\nconst p = new Pool()\nw.on("message", (m) => p.take(m))\nconsole.log(p.all)',
  'class Pool { constructor(private out) { w.on("message", this.take.bind(this)) } take(m) { this.out.push(m) } }\nconst r = []\nnew Pool(r)\nconsole.log(r)',
  'class Pool { constructor(done) { this.done = done; w.on("message", (m) => this.done(m)) } }\nconst r = []\nnew Pool((m) => r.push(m))\nconsole.log(r)',
  'class Pool extends Base { }\nconsole.log(new Pool().results)',
  'const each = (f) => { w.on("message", f) }\nconst r = []\neach((m) => r.push(m))\nconsole.log(r)',
  'const handlers = { result: (m) => r.push(m) }\nconst r = []\nw.on("message", handlers.result)\nconsole.log(r)',
  'const got = (m) => r.push(m)\nconst handlers = { got }\nconst r = []\nw.on("message", handlers.got)\nconsole.log(r)',
  'const state = { r: [] }\nconst { r } = state\nw.on("message", (m) => r.push(m))\nconsole.log(state.r)',
  'const state = { r: [] }\nconst { r } = state\nw.on("message", (m) => state.r.push(m))\nconsole.log(r)',
  'const r = []\nw.on("message", (m) => Object.assign(r, { [m.i]: m.s }))\nconsole.log(r)',
  'const lists = [[], []]\nconst [a] = lists\nw.on("message", (m) => lists[0].push(m))\nconsole.log(a)',
  'const a = []\nconst lists = []\nlists.push(a)\nw.on("message", (m) => lists[0].push(m))\nconsole.log(a)',
  'const r = []\nconst list = () => r\nw.on("message", (m) => list().push(m))\nconsole.log(r)',
  'const bus = new EventEmitter()\nconst r = []\nbus.on("got", (m) => r.push(m))\nw.on("message", (m) => bus.emit("got", m))\nconsole.log(r)',
  'async function* replies() { for await (const [m] of on(w, "message")) yield m }\nconst r = []\nfor await (const m of replies()) r.push(m)\nconsole.log(r)',
  'function* steps() { const m = yield once(w, "message"); console.log(m) }',
  'const say = (x) => console.log(x)\nsay([1])\nw.on("message", say)',
  'const r = []\nlet m\nfor (m of await all(w)) r.push(m)\nconsole.log(r)',
  'const text = readFileSync("out.txt", "utf8")\nconsole.log(text)',
  'import { results } from "./pool.ts"\nconsole.log(results)',
  'console.log(process.argv.slice(2))',
  'const r = []\nw.on("message", (m) => (r.length < 5 ? r : []).push(m))\nconsole.log(r)',
  'const r = []\nw.on("message", (m) => { const { length } = r; r.splice(length, 0, m) })\nconsole.log(`${r}`)',
  'globalThis.r = []\nw.on("message", (m) => globalThis.r.push(m))\nconsole.log(globalThis.r)',
  'const r = [1]\nlog = console.log\nconsole.log(r)'.replace('console.log(r)', 'log(r)'),
  'try { ask() } catch (e) { console.log(e) }',
  'const { once } = await import("node:events")\nconst [r] = await once(w, "message")\nconsole.log(r)',
  'import("node:events").then(async ({ once }) => { const [r] = await once(w, "message"); console.log(r) })',
]

/** A worker, and the beginning of main. */
const SENDS = 'process.on("message", (n) => process.send({ n, square: n * n }))\nconst inputs = [1, 2]\nconst r = []\n'

/** A pool that asks for what `once` gives. */
const ASKS =
  'process.on("message", (n) => process.send(n * n))\nconst ws = [fork("x")]\nconsole.log(await Promise.all(ws.map((w) => once(w, "message"))))\n'

const asksForWhatIsSent = [
  'process.on("message", (n) => process.send(n * n))\nconst { promise, resolve } = Promise.withResolvers()\nw.on("message", (m) => resolve(m))\nconsole.log(await promise)',
  `${ASKS}const { once } = require("node:events")\nconst { fork } = require("node:child_process")`,
  `${ASKS}const { once } = await import("node:events")\nconst { fork } = await import("node:child_process")`,
  `${ASKS}const events = require("node:events")\nconst { once } = events\nconst { fork } = require("node:child_process")`,
  `${ASKS}import events from "node:events"\nimport * as child from "node:child_process"\nconst { once } = events\nconst { fork } = child.default`,
  'process.send({ [`square${i}`]: i * i })\nconst r = {}\nw.on("message", (m) => Object.assign(r, m))\nconsole.log([r.square0, r.square1])',
  `${SENDS}w.on("message", (m) => { r[m.n] = m.square })\nconsole.log(inputs.map((n) => r[n] ?? n * n))`,
  `${SENDS}w.on("message", ({ n, square }) => { r[n] = square })\nconsole.log(inputs.map((n) => r[n] ?? n * n))`,
  `${SENDS}w.on("message", (m) => { if (m.failure) throw new Error(m.failure); r[m.n] = m.square })\nconsole.log(inputs.map((n) => r[n] ?? n * n))`,
  `${SENDS}const { stdout } = await run()\nconsole.log(inputs.map((n) => JSON.parse(stdout)[n] ?? n * n))`,
  `${SENDS}w.on("message", (m) => { r[m.n] = m["squ" + "are"] })\nconsole.log(inputs.map((n) => r[n] ?? n * n))`,
  `${SENDS}w.on("message", ({ result = w.last() }) => { r.push(result) })\nconsole.log(inputs.map((n) => r[n] ?? n * n))`,
  'const inputs = [1, 2]\nconst r = []\nw.on("message", (m) => { r[m.n] = m.result })\nconsole.log(inputs.map((n) => r[n] ?? n * n))',
]

const asksInVain: readonly (readonly [program: string, name: string, line: number])[] = [
  [`${SENDS}w.on("message", (m) => { r[m.n] = m.result })\nconsole.log(inputs.map((n) => r[n] ?? n * n))`, 'result', 4],
  [`${SENDS}w.on("message", ({ n, result }) => { r[n] = result })\nconsole.log(inputs.map((n) => r[n] ?? n * n))`, 'result', 4],
  [`${SENDS}w.on("message", (m) => { r[m.number] = m.square })\nconsole.log(inputs.map((n) => r[n] || n * n))`, 'number', 4],
  [
    `${SENDS}const by = new Map()\nw.on("message", (m) => by.set(m.number, m.square))\nconsole.log(inputs.map((n) => by.get(n) ?? n * n))`,
    'number',
    5,
  ],
  [
    `${SENDS}for (const n of inputs) {\n  const [m] = await once(w, "message")\n  if (m.failure) break\n  r.push(m.result ?? n * n)\n}\nconsole.log(r)`,
    'result',
    7,
  ],
]

const ofMain = [
  'console.log([1, 4])',
  'const r = []\nlet i = 1\nwhile (r.length < 5) { r.push(i * i); i++ }\nw.on("message", (m) => console.error(m))\nconsole.log(r)',
  'function* squares(n) { let i = 0; do yield i * i; while (++i < n) }\nw.on("message", (n) => w.send(n))\nconsole.log([...squares(5)])',
  'class S { #l = []; add(n) { this.#l.push(n ** 2); return this } get text() { return `${this.#l}` } }\nconst s = new S()\nfor (const n of [1, 2]) s.add(n)\nconsole.log(s.text)',
  'const up = (n) => (n === 0 ? [] : [...up(n - 1), n * n])\nconst answers = []\nw.on("message", (m) => answers.push(m))\nconsole.log(up(answers.length))',
  'const square = (n) => { const s = n * n; return s }\nw.on("message", (n) => w.send(square(n)))\nconsole.log([1, 2].map((n) => square(n)))',
  'const inputs = [1, 2]\nconst r = []\nawait Promise.all(ws.map(async (w, i) => { w.send(inputs[i]); await once(w, "message"); r[i] = inputs[i] ** 2 }))\nconsole.log(r)',
  'const inputs = [1, 2]\ninputs.forEach((n) => w.send(n))\nprocess.stdout.write(inputs.reduce((t, n) => t + n * n + ", ", ""))',
]

const square = 'const square = (n) => n * n\n'

const besideWorkers = [
  'if (process.argv[2]) console.log(ask())\nelse console.log([1, 4])',
  'const isChild = process.env.CHILD === "1"\nif (isChild) { console.log(ask()); process.exit(0) }\nconsole.log([1, 4])',
  'function child() { show() }\nfunction show() { console.log(ask()) }\nif (process.argv[2] === "child") child()\nelse console.log([1, 4])',
  `${square}if (process.argv[2]) console.log(square(+process.argv[2]))\nelse console.log([1, 2].map(square))`,
]

const byBoth = [
  'function show(x) { console.log(x) }\nif (process.argv[2]) show(1)\nelse show(await ask())',
  'const s = { left: 4 }\nw.on("exit", () => { s.left--; if (s.left === 0) console.log(ask()) })\nconsole.log([1, 4])',
  `${square}if (process.argv[2]) console.log(square(2))\nelse console.log((await ask()).map(square))`,
]

describe('what main prints beside what only its workers print, in TypeScript', () => {
  test.each(besideWorkers)('its own: %j', (program) => expect(ownIn('q5.ts', program)).toEqual([true]))
  test.each(byBoth)('perhaps theirs: %j', (program) => expect(ownIn('q5.ts', program)).toContain(false))
})

describe('whether a worker can have anything to do with what is printed, in TypeScript', () => {
  test.each(fromWorkers)('it may: %j', (program) => expect(ownIn('q5.ts', program)).toContain(false))
  test.each(ofMain)('it cannot: %j', (program) => expect(ownIn('q5.ts', program)).toEqual([true]))
})

describe('a name under which main looks for what the workers found', () => {
  test.each(asksForWhatIsSent)('may hold something: %j', (program) => expect(ownIn('q5.ts', program)).toContain(false))

  test.each(asksInVain)('holds nothing: %j', (program, name, line) => {
    expect(printingsOf('q5.ts', program)).toMatchObject([{ own: true, inVain: { name, line } }])
  })

  test('holds nothing, in Python', () => {
    const program = 'd = {}\nfor m in inbox(): d[m["n"]] = m.get("result")\nprint([d.get(n) or n * n for n in [1, 2]])'
    expect(printingsOf('q5.py', program)).toMatchObject([{ own: true, inVain: { name: 'result', line: 2 } }])
  })

  test.each<[program: string, name: string, line: number]>([
    ['xs = [1, 2]\ngot = inbox()\nprint([g.get("result") or x * x for g, x in zip(got, xs)])', 'result', 3],
    [
      'xs = [1, 2]\nfor _ in inbox(): pass\nfor _ in xs:\n  m = inbox()\n  d[m.get("n")] = m.get("square")\nd = {}\ninbox.put({"square": 1})\nprint([d.get(x, x * x) for x in xs])',
      'n',
      5,
    ],
  ])('holds nothing, in Python, beside what main goes over: %j', (program, name, line) => {
    expect(printingsOf('q5.py', program)).toMatchObject([{ own: true, inVain: { name, line } }])
  })

  test('is not told of where it changes nothing', () => {
    const program = `${SENDS}w.on("message", (m) => { if (m.failure) throw m; r[m.n] = m.square })\nconsole.log(inputs.map((n) => n * n))`
    expect(printingsOf('q5.ts', program)?.map(({ own, inVain }) => ({ own, inVain }))).toEqual([{ own: true, inVain: undefined }])
  })

  test('may stand in another file of the answer', () => {
    const [main, worker] = ['q5.ts', 'worker.py']
    const program = `${SENDS}w.on("message", (m) => { r[m.n] = m.result })\nconsole.log(inputs.map((n) => r[n] ?? n * n))`
    const files = [
      { path: main, text: program },
      { path: worker, text: 'print(json.dumps({"n": n, "result": n * n}))' },
    ]
    expect(readTypeScript(files, main).printings?.()).toMatchObject([{ own: false }])
  })
})

const fromWorkersOfPython = [
  'got = ask()\nprint([g for g, n in zip(got, [1])])',
  'got = ask()\nprint([n for (g, n) in zip([1], got)])',
  'for i, g in enumerate(ask()): print(g)',
  'for i, (n, g) in enumerate(zip([1], ask()), start=1): print(g)',
  'for pair in zip([1], ask()): print(pair)',
  'for _ in ask(): print(_)',
  'd = {}\nfor m in inbox(): d.update(m)\ninbox.put({f"square{n}": n * n})\nprint([d.get("square0"), d.get("square1")])',
  'd = {}\nfor _ in range(2):\n  m = inbox.get()\n  d[m.get("n")] = m.get("square")\ninbox.put({"n": 1, "square": 1})\nprint([d.get(n, n * n) for n in [1, 2]])',
  'd = {}\nfor m in inbox(): d[m.get("n")] = m.get("square")\ninbox.put(dict(n=1, square=1))\nprint([d.get(n, n * n) for n in [1, 2]])',
  'import os\nprint(os.environ.get("WORKERS"))',
  'from multiprocessing import Pool\ndef sq(x): return x * x\nwith Pool(4) as p:\n  print(p.map(sq, [1, 2]))',
  'from multiprocessing import Pool\ndef sq(x): return x * x\nr = []\np = Pool(4)\nfor x in p.imap(sq, [1]): r.append(x)\nprint(r)',
  'import multiprocessing as mp\nr = []\np = mp.Pool(4)\np.map_async(f, [1], callback=r.extend)\nprint(r)',
  'import multiprocessing as mp\nr = []\np = mp.Pool(4)\np.map_async(f, [1], callback=lambda got: r.extend(got))\nprint(r)',
  'import multiprocessing as mp\nr = []\ndef keep(got):\n  global r\n  r = got\np = mp.Pool(4)\np.map_async(f, [1], callback=keep)\nprint(r)',
  'def main():\n  r = []\n  def keep(got):\n    nonlocal r\n    r = got\n  pool().map_async(f, [1], callback=keep)\n  print(r)\nmain()',
  'from multiprocessing import Queue\nq = Queue()\nr = [None] * 5\nfor _ in range(5):\n  i, s = q.get()\n  r[i] = s\nprint(r)',
  'from multiprocessing import Pipe\na, b = Pipe()\nd = {}\nwhile len(d) < 5:\n  k, v = a.recv()\n  d[k] = v\nprint([d[k] for k in sorted(d)])',
  'from multiprocessing import Array\na = Array("i", 5)\nprint(list(a))',
  'class P:\n  def __init__(self): self.r = []\n  def run(self):\n    for m in inbox(): self.r.append(m)\np = P()\np.run()\nprint(p.r)',
  'class P:\n  def __init__(self): self.r = []\n  def take(self, m): self.r.append(m)\n  def __str__(self): return str(self.r)\np = P()\nfor m in inbox(): p.take(m)\nprint(p)',
  'class P(Base):\n  pass\nprint(P().results)',
  'from threading import Thread\nr = []\ndef read(out): out.append(pipe.recv())\nThread(target=read, args=(r,)).start()\nprint(r)',
  'r = []\ndef fill(out):\n  for m in inbox(): out.append(m)\nfill(r)\nprint(r)',
  'def fill(out):\n  for m in inbox(): out.append(m)\n  return out\nprint(fill([]))',
  '@workers\ndef sq(x): return x * x\nprint(sq(3))',
  'def sq(x): return x * x\nsq = workers(sq)\nprint(sq(3))',
  'with open("out.txt") as f:\n  print(f.read())',
  'from pool import results\nprint(results)',
  'import sys\nr = [1]\nsys.stdout.write(str(r))',
  'from multiprocessing import Pool\nlist(map(print, Pool(4).map(f, [1])))',
  'a = b = []\nfor m in inbox(): a.append(m)\nprint(b)',
  'a = []\nd = {"a": a}\nfor m in inbox(): d["a"].append(m)\nprint(a)',
  'if (r := ask()): print(r)',
  'match ask():\n  case [x]: print(x)',
  'try: work()\nexcept Exception as e: print(e)',
  'def show(*r): print(*r)\nfor m in inbox(): show(m)',
  'def show(r=ask()): print(r)\nshow()',
  'handlers = [ask]\nr = []\nr.append(handlers[0]())\nprint(r)',
  'f = lambda: ask()\nprint(f())',
]

const ofMainOfPython = [
  'got = ask()\nprint([n * n for g, n in zip(got, [1, 2])])',
  'for i, g in enumerate(ask()): print(i * i)',
  'for i, (g, n) in enumerate(zip(ask(), [1])): print(i, n)',
  'print([1, 4])',
  'from multiprocessing import Pool\ndef sq(x):\n  s = x * x\n  return s\ndef up(n): return [] if n == 0 else up(n - 1) + [sq(n)]\nwith Pool(4) as p: got = p.map(sq, [1, 2])\nprint(up(len(got)))',
  'def squares(xs):\n  for x in xs: yield x * x\nprint(list(squares([1, 2])))',
  'from itertools import accumulate\nprint(list(accumulate(range(1, 10, 2))))',
  'class Bag:\n  def __init__(self): self.items = []\n  def put(self, x): self.items.append(x ** 2)\n  def __str__(self): return f"{self.items}"\nb = Bag()\nfor n in (1, 2): b.put(n)\nprint(b)',
  'from multiprocessing import Pool\nwith Pool(4) as p: p.map(f, [1, 2])\nout, n = [], 1\nwhile n < 6:\n  out.append(n * n)\n  n += 1\nprint(out)',
  'from functools import reduce\nprint(reduce(lambda out, n: out + [n * n], [1, 2], []))',
]

describe('whether a worker can have anything to do with what is printed, in Python', () => {
  test.each(fromWorkersOfPython)('it may: %j', (program) => expect(ownIn('q5.py', program)).toContain(false))
  test.each(ofMainOfPython)('it cannot: %j', (program) => expect(ownIn('q5.py', program)).toEqual([true]))
})
