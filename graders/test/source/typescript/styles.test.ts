import { describe, expect, test } from 'vitest'
import { waits } from './programs.ts'

/** Whole programs, as learners write them. */
describe('waits for every process', () => {
  test.each<[string, string]>([
    [
      'a counter in an object',
      `
import { fork } from 'node:child_process'
const state = { done: 0, total: 4 }
if (!process.send) {
  for (const id of ['a','b','c','d']) {
    const w = fork(process.argv[1]!, [id])
    w.once('close', () => { state.done++; if (state.done === state.total) { console.log('all') } })
  }
} else console.log(process.argv[2])`,
    ],
    [
      'events as a whole',
      `
import events from 'node:events'
import cp from 'node:child_process'
const c = cp.spawn('node', ['x'])
await events.once(c, 'exit')
console.log('x')`,
    ],
    [
      'promisified exec in a list',
      `
import * as util from 'util'; import * as cp from 'child_process'
const exec = util.promisify(cp.exec)
async function main() {
  const ps: Promise<{stdout: string}>[] = []
  for (let i = 0; i < 4; i++) ps.push(exec('node child.js ' + i))
  const rs = await Promise.all(ps)
  rs.forEach(r => process.stdout.write(r.stdout))
}
main().then(() => console.log('done')).catch(console.error)`,
    ],
    [
      'a pool closed in finally',
      `
import { fork, ChildProcess } from 'child_process'
interface Task { n: number; resolve: (n: number) => void; reject: (e: Error) => void }
class WorkerPool {
  private workers: { proc: ChildProcess; busy: boolean; current?: Task }[] = []
  private queue: Task[] = []
  constructor(private readonly script: string, private readonly size = 4) {
    for (let i = 0; i < size; i++) this.spawnWorker()
  }
  private spawnWorker(): void {
    const proc = fork(this.script, ['worker'])
    const slot = { proc, busy: false, current: undefined as Task | undefined }
    proc.on('message', (msg: { result: number }) => {
      slot.current?.resolve(msg.result)
      slot.busy = false
      slot.current = undefined
      this.dispatch()
    })
    proc.on('exit', (code) => { if (code !== 0) slot.current?.reject(new Error('died')) })
    this.workers.push(slot)
  }
  run(n: number): Promise<number> {
    return new Promise((resolve, reject) => { this.queue.push({ n, resolve, reject }); this.dispatch() })
  }
  private dispatch(): void {
    const free = this.workers.find(w => !w.busy)
    const task = free && this.queue.shift()
    if (!free || !task) return
    free.busy = true; free.current = task; free.proc.send({ n: task.n })
  }
  async close(): Promise<void> {
    await Promise.all(this.workers.map(({ proc }) => new Promise<void>((res) => { proc.once('exit', () => res()); proc.disconnect() })))
  }
}
async function main() {
  const pool = new WorkerPool(process.argv[1]!)
  try { console.log(await Promise.all([1,2,3,4,5].map(n => pool.run(n)))) }
  finally { await pool.close() }
}
if (process.argv[2] === 'worker') { process.on('message', (m: any) => process.send!({ result: m.n ** 2 })) } else { void main() }`,
    ],
    [
      'a list filled by index',
      `
import { fork } from 'node:child_process'
import { once } from 'node:events'
const kids = new Array<ReturnType<typeof fork>>()
for (const n of Array.from(Array(4).keys())) { kids[n] = fork('x', [\`\${n}\`]) }
const finished = kids.map(async (k) => { const [c] = await once(k, 'exit'); return c as number })
const codes = await Promise.all(finished)
console.log(codes.every(c => c === 0) ? 'ok' : 'bad')`,
    ],
    [
      'recursion of promise chain',
      `
import { fork } from 'node:child_process'
function runSeq(n: number): Promise<void> {
  if (n > 4) return Promise.resolve()
  return new Promise<void>((res) => { const c = fork('x', [String(n)]); c.on('close', () => res()) }).then(() => runSeq(n + 1))
}
runSeq(1).then(() => console.log('done'))`,
    ],
    [
      'indices in a while loop',
      `
import { fork } from 'node:child_process'
import { once } from 'node:events'
const cs = []
let i = 0
while (i < 4) { cs.push(fork('x', [String(i)])); i++ }
let j = 0
while (j < cs.length) { await once(cs[j], 'exit'); j++ }
console.log('end')`,
    ],
    [
      'arguments spread',
      `
import { fork } from 'node:child_process'
import { once } from 'node:events'
const start = (...args: string[]) => fork(import.meta.filename, args)
const all = [start('a', '1'), start('a', '2'), start('a', '3'), start('a', '4')]
const wait = (...cs: any[]) => Promise.all(cs.map((c) => once(c, 'exit')))
await wait(...all)
console.log('done')`,
    ],
    [
      '4 variables',
      `
import { fork } from 'node:child_process'
import { once } from 'node:events'
const p1 = fork('x', ['1']); const p2 = fork('x', ['2']); const p3 = fork('x', ['3']); const p4 = fork('x', ['4'])
const e1 = once(p1, 'exit'), e2 = once(p2, 'exit'), e3 = once(p3, 'exit'), e4 = once(p4, 'exit')
await e1; await e2; await e3; await e4
console.log('done')`,
    ],
    [
      'one listener for two children',
      `
import { fork } from 'node:child_process'
const p1 = fork('x', ['1']); const p2 = fork('x', ['2'])
let open = 2
const onEnd = () => { open -= 1; if (!open) console.log('all') }
p1.on('exit', onEnd); p2.on('exit', onEnd)`,
    ],
    [
      'workers on a queue of tasks',
      `
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
const run = promisify(execFile)
const tasks = [1,2,3,4,5].map((n) => () => run('node', ['x', String(n)]))
const results: string[] = []
async function worker() { while (tasks.length) { const t = tasks.shift()!; const { stdout } = await t(); results.push(stdout) } }
await Promise.all([worker(), worker()])
console.log(results)`,
    ],
    [
      'a channel over stdio',
      `
const { spawn } = require('child_process')
const child = spawn(process.execPath, [__filename, 'child'], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
child.on('message', (m) => { console.log(m) })
child.on('close', function (code) { console.log('child exited with', code) })`,
    ],
    [
      'listeners out of an object',
      `
import { fork } from 'node:child_process'
const handlers = { exit: (c: number) => console.log('ended', c), message: (m: unknown) => console.log(m) }
const c = fork('x')
for (const [name, fn] of Object.entries(handlers)) c.on(name, fn)`,
    ],
    [
      'a static factory and a Map',
      `
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
class Crew {
  #members = new Map<string, ChildProcess>()
  static of(...names: string[]) { const crew = new Crew(); names.forEach((n) => crew.hire(n)); return crew }
  hire(n: string) { this.#members.set(n, fork('x', [n])); return this }
  async dismiss() { for (const [name, m] of this.#members) { m.disconnect(); await once(m, 'exit'); console.log(name) } }
}
await Crew.of('a','b','c','d').dismiss()`,
    ],
    [
      'a race with a limit',
      `
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
const c = fork('x')
const r = await Promise.race([once(c, 'exit'), delay(5000).then(() => 'timeout')])
console.log(r)`,
    ],
    [
      'abort signals',
      `
import { fork } from 'node:child_process'
import { once } from 'node:events'
const c = fork('x', [], { signal: AbortSignal.timeout(5000) })
const [code, signal] = await once(c, 'exit', { signal: AbortSignal.timeout(6000) })
console.log(code, signal)`,
    ],
    [
      'a callback turned into a promise',
      `
import { fork, ChildProcess } from 'node:child_process'
function launch(n: number, cb: (code: number | null) => void): ChildProcess { const c = fork('x', [String(n)]); c.on('exit', cb); return c }
function pLaunch(n: number) { return new Promise<number | null>((resolve) => launch(n, resolve)) }
Promise.all([pLaunch(1), pLaunch(2)]).then((codes) => console.log(codes))`,
    ],
    [
      'deferred class',
      `
import { fork } from 'node:child_process'
class Deferred<T> { promise: Promise<T>; resolve!: (v: T) => void; constructor() { this.promise = new Promise((r) => { this.resolve = r }) } }
const ds = [1,2,3,4].map((n) => { const d = new Deferred<number>(); fork('x', [String(n)]).on('exit', (c) => d.resolve(c ?? 0)); return d })
await Promise.all(ds.map((d) => d.promise))
console.log('x')`,
    ],
    [
      'an emitter of its own, once',
      `
import { EventEmitter, once } from 'node:events'
import { fork } from 'node:child_process'
const bus = new EventEmitter()
let n = 0
for (let i = 0; i < 4; i++) fork('x').on('exit', () => { if (++n === 4) bus.emit('all') })
await once(bus, 'all')
console.log('done')`,
    ],
    [
      'an emitter of its own, on',
      `
import { EventEmitter } from 'node:events'
import { fork } from 'node:child_process'
class Group extends EventEmitter { left = 4; start() { for (let i = 0; i < 4; i++) fork('x').on('exit', () => this.ended()) } ended() { this.left--; if (this.left === 0) this.emit('done') } }
const g = new Group(); g.on('done', () => console.log('all done')); g.start()`,
    ],
    [
      'asking at intervals',
      `
import { fork } from 'node:child_process'
const cs = [1,2,3,4].map(() => fork('x'))
const t = setInterval(() => { if (cs.every((c) => c.exitCode !== null)) { clearInterval(t); console.log('done') } }, 20)`,
    ],
    [
      'output collected until close',
      `
import { spawn } from 'node:child_process'
const square = (n: number): Promise<number> => new Promise((resolve, reject) => {
  const c = spawn(process.execPath, ['-e', \`console.log(\${n}*\${n})\`])
  let out = ''
  c.stdout.on('data', (d: Buffer) => { out += d })
  c.on('error', reject)
  c.on('close', (code) => code === 0 ? resolve(Number(out)) : reject(new Error('x')))
})
const rs: number[] = []
for (const n of [1,2,3]) rs.push(await square(n))
console.log(rs)`,
    ],
    [
      'a message, then the end',
      `
import { fork } from 'child_process'
const c = fork('x')
c.on('message', (m) => { console.log('got', m); c.on('exit', () => { console.log('ended') }); c.disconnect() })`,
    ],
    [
      'messages, then kill and await',
      `
import { fork } from 'child_process'; import { once } from 'events'
async function stop(c: ReturnType<typeof fork>) { const gone = once(c, 'exit'); c.kill(); await gone }
const ws = Array.from({length: 4}, () => fork('x'))
const rs = await Promise.all(ws.map(async (w, i) => { w.send(i); const [r] = await once(w, 'message'); return r }))
for (const w of ws) await stop(w)
console.log(rs)`,
    ],
    [
      'a namespace',
      `
import { fork } from 'child_process'
namespace Procs { export function run(n: number) { return new Promise<void>(r => { fork('x', [String(n)]).on('exit', () => r()) }) } }
async function main(): Promise<void> { await Procs.run(1); console.log('d') }
main()`,
    ],
    [
      'do while',
      `
import { fork } from 'child_process'; import { once } from 'events'
let n = 0
do { const c = fork('x'); await once(c, 'exit'); n++ } while (n < 4)
console.log('x')`,
    ],
    [
      'a child lent to a callback',
      `
import { fork } from 'child_process'; import { once } from 'events'
async function withChild(f: (c: ReturnType<typeof fork>) => Promise<void>) { const c = fork('x'); try { await f(c) } finally { c.disconnect(); await once(c, 'exit') } }
await withChild(async (c) => { c.send(1) })`,
    ],
    [
      'require.main',
      `
const { fork } = require('child_process')
function main() { const c = fork(__filename, ['child']); c.on('exit', () => console.log('done')) }
if (require.main === module) { if (process.argv[2] === 'child') console.log('c'); else main() }`,
    ],
    [
      'a comparison of paths',
      `
import { fork } from 'child_process'; import { once } from 'events'; import { fileURLToPath } from 'url'
const isMain = process.argv[1] === fileURLToPath(import.meta.url)
if (isMain && !process.env.CHILD) { const c = fork('x', [], { env: { ...process.env, CHILD: '1' } }); await once(c, 'exit'); console.log('d') } else { console.log('c') }`,
    ],
    [
      'roles in an object',
      `
import { fork } from 'child_process'; import { once } from 'events'
const roles: Record<string, () => Promise<void> | void> = { main: async () => { const c = fork('x', ['child']); await once(c, 'exit'); console.log('d') }, child: () => console.log('c') }
await roles[process.argv[2] ?? 'main']!()`,
    ],
    [
      'objects spread into others',
      `
import { fork } from 'child_process'; import { once } from 'events'
const infos = [1,2].map((n) => ({ n, ...{ child: fork('x') } })).map((i) => ({ ...i, end: once(i.child, 'exit') }))
for (const { n, end } of infos) { await end; console.log(n) }`,
    ],
    [
      'then with two callbacks',
      `
import { execFile } from 'child_process'; import { promisify } from 'util'
promisify(execFile)('node', ['x']).then(({ stdout }) => console.log(stdout), console.error).finally(() => console.log('d'))`,
    ],
    [
      'promises in a Map',
      `
import { fork } from 'child_process'; import { once } from 'events'
const m = new Map<number, Promise<unknown>>()
for (let i = 0; i < 4; i++) m.set(i, once(fork('x'), 'exit'))
await Promise.all(m.values())
console.log('d')`,
    ],
    [
      'cluster with Promise per worker',
      `
import cluster, { Worker } from 'cluster'
if (cluster.isPrimary) { const done: Promise<void>[] = []; for (let i = 0; i < 4; i++) { const w: Worker = cluster.fork({ I: String(i) }); done.push(new Promise((r) => w.once('exit', () => r()))) } Promise.all(done).then(() => console.log('all')) } else { console.log(process.env.I); process.exit() }`,
    ],
    [
      'cluster workers count via keys',
      `
const cluster = require('node:cluster')
if (cluster.isMaster) { for (let i = 0; i < 4; i++) cluster.fork(); cluster.on('exit', (w, code) => { if (Object.keys(cluster.workers).length === 0) console.log('all') }) } else process.exit(0)`,
    ],
  ])('%s', (_, text) => {
    const found = waits(text)
    expect(found.length).toBeGreaterThan(0)
    expect(found).toEqual(found.map(() => 'end'))
  })
})

describe('leaves out at least one process', () => {
  test.each<[string, string]>([
    [
      'cluster disconnect only',
      `
import cluster from 'cluster'
if (cluster.isPrimary) { for (let i = 0; i < 4; i++) cluster.fork(); cluster.on('listening', () => {}); console.log('x') }`,
    ],
    [
      'a variable overwritten',
      `
import { fork } from 'child_process'; import { once } from 'events'
let c = fork('x', ['1']); c = fork('x', ['2']); await once(c, 'exit')`,
    ],
    [
      'a field overwritten',
      `
import { fork, ChildProcess } from 'child_process'; import { once } from 'events'
class A { child?: ChildProcess; start() { this.child = fork('x') } async wait() { await once(this.child!, 'exit') } }
const a = new A(); for (let i = 0; i < 4; i++) a.start(); await a.wait(); console.log('d')`,
    ],
    [
      'a promise returned and dropped',
      `
import { fork } from 'child_process'; import { once } from 'events'
function all(cs: any[]) { return Promise.all(cs.map((c) => once(c, 'exit'))) }
const cs = [1,2,3,4].map(() => fork('x')); all(cs); console.log('d')`,
    ],
    [
      'a function named and not called',
      `
import { fork } from 'child_process'; import { once } from 'events'
const cs = [1,2].map(() => fork('x')); const wait = () => Promise.all(cs.map((c) => once(c, 'exit'))); wait; console.log('d')`,
    ],
    [
      'a promise dropped in a loop',
      `
import { fork } from 'child_process'; import { once } from 'events'
for (let i = 0; i < 4; i++) { const c = fork('x'); once(c, 'exit') } console.log('d')`,
    ],
    [
      'a branch that is never taken',
      `
import { fork } from 'child_process'; import { once } from 'events'
const c = fork('x'); if (false) await once(c, 'exit')`,
    ],
    [
      'await on a child',
      `
import { fork } from 'child_process'
const c = fork('x'); await c; console.log('d')`,
    ],
    [
      'Promise.all over children',
      `
import { fork } from 'child_process'
await Promise.all([1,2,3,4].map((n) => fork('x', [String(n)]))); console.log('d')`,
    ],
    [
      'a loop that is left at once',
      `
import { fork } from 'child_process'; import { once } from 'events'
const cs = [1,2,3,4].map(() => fork('x')); for (const c of cs) { await once(c, 'exit'); break } console.log('d')`,
    ],
    [
      'the event spawn',
      `
import { fork } from 'child_process'; import { once } from 'events'
const c = fork('x'); await once(c, 'spawn'); console.log('d')`,
    ],
    [
      'a timer',
      `
import { fork } from 'child_process'
for (let i = 0; i < 4; i++) fork('x'); setTimeout(() => { console.log('all done') }, 2000)`,
    ],
    [
      'one that is found',
      `
import { fork } from 'child_process'; import { once } from 'events'
const cs = [1,2,3,4].map(() => fork('x')); const c = cs.find((x) => x.connected); await once(c!, 'exit')`,
    ],
    [
      'the last promise of a loop',
      `
import { fork } from 'child_process'; import { once } from 'events'
let prev: Promise<any> | undefined
for (const n of [1,2,3]) { prev = once(fork('x', [String(n)]), 'exit') }
await prev`,
    ],
    [
      'a loop that ends one too early',
      `
import { fork } from 'child_process'; import { once } from 'events'
const cs = [1,2,3,4].map(() => fork('x')); for (let i = 0; i < cs.length - 1; i++) await once(cs[i]!, 'exit')`,
    ],
  ])('%s', (_, text) => {
    expect(waits(text)).toContain(null)
  })
})
