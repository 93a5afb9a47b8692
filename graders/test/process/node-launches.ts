import { createRequire } from 'node:module'
import { times, type Launch } from './launch.ts'

const installed = createRequire(import.meta.url)

/** A program that starts itself: `child` runs when there is an argument or CHILD is set, `parent` otherwise. */
const program = (imports: string, parent: string, child = `console.log('child')`) => ({
  'main.mjs': `${imports}\nconst self = process.argv[1]\nif (process.argv[2] ?? process.env.CHILD) {\n${child}\n} else {\n${parent}\n}\n`,
})

const [main, child] = ['main: "parent\\n", code 0', 'main/node: "child\\n", code 0, reaped']
const done = `console.log('parent')`

export const nodeLaunches: readonly Launch[] = [
  {
    how: 'fork of itself by an argument',
    files: program(`import { fork } from 'node:child_process'`, `fork(self, ['child']).on('exit', () => ${done})`),
    seen: [main, child],
  },
  {
    how: 'fork of itself by an environment of its own',
    files: program(`import cp from 'child_process'`, `cp.fork(self, { env: { CHILD: '1' } }).on('exit', () => ${done})`),
    seen: [main, child],
  },
  {
    how: 'fork of a second file, four times',
    files: {
      'main.mjs': `import { fork } from 'node:child_process'
        const ended = [1, 2, 3, 4].map((n) => new Promise((resolve) => fork(new URL('./worker.mjs', import.meta.url), [n]).on('exit', resolve)))
        await Promise.all(ended); ${done}`,
      'worker.mjs': `console.log(process.argv[2])`,
    },
    seen: [main, ...['1', '2', '3', '4'].map((n) => `main/node: "${n}\\n", code 0, reaped`)],
  },
  {
    how: 'fork with messages there and back',
    files: program(
      `import { fork } from 'node:child_process'`,
      `const c = fork(self, ['child']); c.on('message', ({ square }) => { console.log(square); c.disconnect() }); c.send({ number: 5 })`,
      `process.once('message', ({ number }) => process.send({ square: number ** 2 }))`,
    ),
    seen: ['main: "25\\n", code 0', 'main/node: code 0, reaped'],
  },
  {
    how: 'spawn with output of its own in a pipe, relayed',
    files: program(
      `import { spawn } from 'node:child_process'`,
      `const c = spawn(process.execPath, [self, 'child']); c.stdout.on('data', (t) => console.log('got ' + t)); c.on('close', () => ${done})`,
    ),
    seen: ['main: "got child\\n\\nparent\\n", code 0', child],
  },
  {
    how: 'spawn with inherited output and no environment at all',
    files: program(
      `import { spawn } from 'node:child_process'`,
      `spawn(process.execPath, [self, 'child'], { stdio: 'inherit', env: {} }).once('close', () => ${done})`,
    ),
    seen: [main, child],
  },
  {
    how: 'execFile, promisified',
    files: program(
      `import { execFile } from 'node:child_process'; import { promisify } from 'node:util'`,
      `await promisify(execFile)(process.execPath, [self, 'child']); ${done}`,
    ),
    seen: [main, child],
  },
  {
    how: 'exec, a shell between',
    files: program(`import { exec } from 'node:child_process'`, `exec(\`node "\${self}" child; true\`, () => ${done})`),
    seen: [main, 'main/sh: code 0, reaped', 'main/sh/node: "child\\n", code 0, reaped'],
  },
  {
    how: 'spawnSync and execFileSync, one with an environment of its own',
    files: program(
      `import { spawnSync, execFileSync } from 'node:child_process'`,
      `spawnSync(process.execPath, [self, 'child'], { env: {} }); execFileSync(process.execPath, [self, 'child']); ${done}`,
    ),
    seen: [main, child, child],
  },
  {
    how: 'execSync, a shell between',
    files: program(`import { execSync } from 'node:child_process'`, `execSync(\`node "\${self}" child; true\`); ${done}`),
    seen: [main, 'main/sh: code 0, reaped', 'main/sh/node: "child\\n", code 0, reaped'],
  },
  {
    how: 'a cluster',
    files: {
      'main.mjs': `import cluster from 'node:cluster'
        if (cluster.isPrimary) { for (const n of [1, 2]) cluster.fork({ N: n }); let ended = 0; cluster.on('exit', () => { if (++ended === 2) ${done} }) }
        else { console.log(process.env.N); process.disconnect() }`,
    },
    seen: [main, 'main/node: "1\\n", code 0, reaped', 'main/node: "2\\n", code 0, reaped'],
  },
  {
    how: 'a pool of tinypool',
    files: {
      'main.mjs': `import Tinypool from '${installed.resolve('tinypool')}'
        const pool = new Tinypool({ filename: new URL('./worker.mjs', import.meta.url).href, runtime: 'child_process', minThreads: 2, maxThreads: 2 })
        console.log((await Promise.all([1, 2, 3].map((n) => pool.run(n)))).join()); await pool.destroy()`,
      'worker.mjs': `export default (n) => n * n`,
    },
    seen: ['main: "1,4,9\\n", code 0', ...times(2, 'main/node: SIGTERM, reaped')],
  },
  {
    how: 'a pool of workerpool',
    files: {
      'main.mjs': `import workerpool from '${installed.resolve('workerpool')}'
        const pool = workerpool.pool({ workerType: 'process', minWorkers: 2, maxWorkers: 2 })
        console.log((await Promise.all([1, 2, 3].map((n) => pool.exec((x) => x * x, [n])))).join()); await pool.terminate()`,
    },
    seen: ['main: "1,4,9\\n", code 0', ...times(2, 'main/node: code 0, reaped')],
  },
  {
    how: 'threads, which are no processes',
    files: {
      'main.mjs': `import { Worker, isMainThread } from 'node:worker_threads'; import { writeSync } from 'node:fs'; import { fork } from 'node:child_process'
        if (process.argv[2]) console.log('child')
        else if (isMainThread) for (const n of [1, 2]) { await new Promise((r) => new Worker(new URL(import.meta.url)).on('exit', r)) }
        else { writeSync(1, 'thread\\n'); await new Promise((r) => fork(process.argv[1], ['child']).on('exit', r)) }`,
    },
    seen: ['main: "thread\\nthread\\n", code 0', child, child],
  },
  {
    how: 'a child that crashes, and one that says how it ends only at the end',
    files: program(
      `import { spawnSync } from 'node:child_process'`,
      `for (const way of ['throw', 'late', 'exit', 'never']) spawnSync(process.execPath, [self, way]); ${done}`,
      `const way = process.argv[2]
       if (way === 'throw') throw new Error('no')
       if (way === 'late') process.on('exit', () => { process.exitCode = 5 })
       if (way === 'exit') process.exit(6)
       if (way === 'never') await new Promise(() => {})`,
    ),
    seen: [main, ...[1, 5, 6, 13].map((code) => `main/node: code ${code}, reaped`)],
  },
  {
    how: 'a main that waits for what never comes',
    files: { 'main.mjs': `console.log('parent'); await new Promise(() => {})` },
    seen: ['main: "parent\\n", code 13'],
  },
  {
    how: 'children that are killed, one of them by itself',
    files: program(
      `import { fork } from 'node:child_process'`,
      `const end = (c) => new Promise((r) => c.on('exit', r)); const c = fork(self, ['wait'])
       c.on('message', () => c.kill('SIGTERM')); await end(c); await end(fork(self, ['self'])); ${done}`,
      `if (process.argv[2] === 'self') process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000); process.send('ready')`,
    ),
    seen: [main, 'main/node: SIGTERM, reaped', 'main/node: SIGKILL, reaped'],
  },
  {
    how: 'a child that nobody waits for',
    files: program(
      `import { spawn } from 'node:child_process'`,
      `spawn(process.execPath, [self, 'child'], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }).unref(); ${done}`,
      `setTimeout(() => console.log('child'), 300)`,
    ),
    seen: [main, 'main/node: "child\\n", code 0'],
  },
  {
    how: 'children that write to nowhere and to a file',
    files: program(
      `import { spawnSync } from 'node:child_process'; import { openSync } from 'node:fs'`,
      `for (const out of ['ignore', openSync('out.txt', 'w')]) spawnSync(process.execPath, [self, 'child'], { stdio: ['ignore', out, 'ignore'] }); ${done}`,
    ),
    seen: [main, ...times(2, 'main/node: code 0, reaped')],
  },
  {
    how: 'grandchildren',
    files: program(
      `import { spawnSync } from 'node:child_process'`,
      `spawnSync(process.execPath, [self, 'child'], { stdio: 'inherit' }); ${done}`,
      `console.log('child'); if (process.argv[2] === 'child') spawnSync(process.execPath, [self, 'grandchild'], { stdio: 'inherit' })`,
    ),
    seen: [main, child, 'main/node/node: "child\\n", code 0, reaped'],
  },
  {
    how: 'other programs, and one that is not there',
    files: program(
      `import { spawn } from 'node:child_process'`,
      `spawn('true'); spawn('false'); spawn('no such program').on('error', () => {})`,
    ),
    seen: ['main: code 0', 'main/true: code 0, reaped', 'main/false: code 1, reaped'],
  },
]
