import { describe, expect, test } from 'vitest'
import { share, shareSaid } from '../thorough.ts'
import { runPlainly, runProbed, type Files } from './probed-run.ts'

/** Programs that look hard at what a probe could change, and would print a difference. */
const curious: readonly (readonly [string, Files])[] = [
  [
    'what Node shows of itself',
    {
      'main.mjs': `import fs, { writeSync } from 'node:fs'; import { promisify } from 'node:util'; import cp from 'node:child_process'
        console.log(process.execArgv, process.argv.slice(2), Object.keys(process.stdout), process.stdout.constructor.name)
        console.log(process.stdout.write('x'), process.stdout === process.stdout, process.stdout.writable, process.stdout._write.length)
        console.log(writeSync.name, writeSync.length, writeSync === fs.writeSync, fs.write.name, fs.write.length, writeSync(1, Buffer.from('abc'), 1, 1))
        console.log(await promisify(fs.write)(1, Buffer.from('abc'), 0, 2), fs.writevSync(1, [Buffer.from('d'), Buffer.from('e')]))
        console.log(cp.ChildProcess.prototype.spawn.name, cp.ChildProcess.prototype.spawn.length, Object.keys(cp.ChildProcess.prototype))
        console.log(Object.keys(process), Object.getOwnPropertyDescriptor(process, 'stdout').enumerable, process.getActiveResourcesInfo())`,
    },
  ],
  [
    'a program that listens to its own end as often as is usual',
    { 'main.mjs': `for (let n = 0; n < 9; n++) process.on('exit', () => console.log(n, process.exitCode)); process.exitCode = 3` },
  ],
  [
    'errors where a child is given a bad name, folder or message',
    {
      'main.mjs': `import { fork, spawn, spawnSync, execFileSync } from 'node:child_process'
      const tell = (error) => console.log(error.code, error.message, error.errno, error.syscall, error.path, error.spawnargs)
      if (process.argv[2]) process.once('message', () => {})
      else {
        spawn('no such program', ['x']).on('error', tell); spawn(process.execPath, [], { cwd: '/no/such/folder' }).on('error', tell)
        tell(spawnSync('no such program').error); try { execFileSync('no such program') } catch (error) { tell(error) }
        const child = fork(process.argv[1], ['child']); const loop = {}; loop.loop = loop
        try { child.send(loop) } catch (error) { console.log(error.message) }
        try { child.send() } catch (error) { console.log(error.message) }
        console.log(child.send({ fine: true }))
      }`,
    },
  ],
  [
    'an error thrown where a child has ended, with its stack',
    {
      'main.mjs': `import { fork } from 'node:child_process'
      if (!process.argv[2]) fork(process.argv[1], ['child']).on('exit', (code) => { throw new Error('ended with ' + code) })`,
    },
  ],
  [
    'an error that nobody catches, in a child and in main',
    {
      'main.mjs': `import { spawnSync } from 'node:child_process'
      if (!process.argv[2]) spawnSync(process.execPath, [process.argv[1], 'child'], { stdio: 'inherit' }); Promise.reject(new TypeError('no'))`,
    },
  ],
  [
    'a program that puts its own write in the place of Node’s',
    {
      'main.mjs': `const write = process.stdout.write; process.stdout.write = function (text, ...rest) { return write.call(this, String(text).toUpperCase(), ...rest) }
      console.log('loud'); process.stdout.write = write; console.log('quiet'); process.stdout.end('last', () => console.error('ended'))`,
    },
  ],
  [
    'a child that talks by every pipe',
    {
      'main.mjs': `import { spawn } from 'node:child_process'; import { writeSync } from 'node:fs'
      if (process.argv[2]) { process.stdin.on('data', (d) => process.stdout.write('heard ' + d)); writeSync(3, 'by three') }
      else { const c = spawn(process.execPath, [process.argv[1], 'child'], { stdio: ['pipe', 'pipe', 'inherit', 'pipe'] })
        c.stdio[3].on('data', (d) => { console.log(String(d)); c.stdin.end('hello') }); c.stdout.pipe(process.stdout); c.on('close', (...how) => console.log(how)) }`,
    },
  ],
  [
    'messages in the advanced form',
    {
      'main.mjs': `import { fork } from 'node:child_process'
      if (process.argv[2]) { process.on('message', (m) => { process.send(m); process.disconnect() }) }
      else { const c = fork(process.argv[1], ['child'], { serialization: 'advanced' }); c.on('message', (m) => console.log(m)); c.send(new Map([[1n, new Set([2])]])) }`,
    },
  ],
  [
    'what Python shows of itself',
    {
      'main.py': `import io, os, sys, multiprocessing\nfor s in (sys.stdout, sys.stderr, sys.__stdout__):\n    print(s, type(s), s.encoding, s.errors, s.newlines, s.line_buffering, s.write_through, s.fileno(), s.isatty())\n    print(type(getattr(s.buffer, 'raw', s.buffer)).__name__, s.buffer.mode, s.name, s.mode, s.seekable(), s.buffer.writable())\nprint(sys.argv, sys.path[1:], sys.flags, sys.stdout is sys.__stdout__, os.write(1, b''), os.write(1, memoryview(b'abc')[1:]))\nprint(os.cpu_count(), multiprocessing.cpu_count(), len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else 0)\nprint(multiprocessing.get_start_method(allow_none=True), multiprocessing.get_start_method(), os.write.__name__, os.waitpid.__name__)\nsys.stdout.reconfigure(line_buffering=True)\nprint('äß€', file=sys.stdout)\nio.TextIOWrapper(sys.stdout.detach(), write_through=True).write('detached')\n`,
    },
  ],
  [
    'a traceback in a child and one in main',
    {
      'main.py': `import multiprocessing\n\ndef work():\n    raise ValueError('no')\n\np = multiprocessing.Process(target=work)\np.start()\np.join()\nprint(p.exitcode)\nimport nothing_of_that_name\n`,
    },
  ],
  [
    'a program that ends by a signal, as at Ctrl-C',
    {
      'main.py': `import os, signal\nprint('before')\nos.kill(os.getpid(), signal.SIGINT)\nprint('after')\n`,
    },
  ],
  [
    'the ways to end with a code',
    {
      'main.py': `import subprocess, sys\nfor end in ('sys.exit("why")', 'raise SystemExit(7)', 'exit(300)', 'import os; os._exit(9)', 'import os; os._exit(-1)', 'import os; os.abort()', 'input()'):\n    print(subprocess.run([sys.executable, '-c', end], stdin=subprocess.DEVNULL).returncode)\nsys.exit(5)\n`,
    },
  ],
  [
    'what a parent asks of its children',
    {
      'main.py': `import os, sys, subprocess\nfor end in (0, 3):\n    child = os.fork()\n    if not child:\n        os._exit(end)\n    pid, status = os.waitpid(child, 0)\n    print(pid == child, status)\ntry:\n    os.waitpid(-1, os.WNOHANG)\nexcept ChildProcessError as error:\n    print(error)\nchild = os.fork()\nif not child:\n    os._exit(4)\nprint(os.waitid(os.P_PID, child, os.WEXITED).si_status)\nprint(subprocess.run([sys.executable, '-c', 'import os; print(sorted(os.environ))'], env={'A': 'b'}, capture_output=True).returncode)\ntry:\n    subprocess.run(['no such program'])\nexcept FileNotFoundError as error:\n    print(error)\n`,
    },
  ],
]

describe('a program cannot notice the probe:', () => {
  test.each(curious)('%s', async (_, files) => {
    const plain = await runPlainly(files)
    const { events, ...probed } = await runProbed(files)
    expect(probed).toEqual(plain)
    expect(events.length).toBeGreaterThan(2)
  })

  const inPython = curious.filter(([, files]) => 'main.py' in files)
  test.each(share(inPython, 2))(`%s, with output that Python buffers${shareSaid(2)}`, async (_, files) => {
    const { events, ...probed } = await runProbed(files, { PYTHONUNBUFFERED: '' })
    expect(probed).toEqual(await runPlainly(files, { PYTHONUNBUFFERED: '' }))
    expect(events.length).toBeGreaterThan(2)
  })
})
