import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPython } from '../../source/python.ts'
import { computedMs } from '../computed.ts'
import { thorough } from '../thorough.ts'

const read = (text: string, ...others: { path: string; text: string }[]) => readPython([{ path: 'q3.py', text }, ...others], 'q3.py')
const lines = (places: readonly { line: number }[]) => places.map(({ line }) => line)

const sharing = (work: string) => `def work(a, k):\n  ${work}\na = Array('i', 5)\na[0] = 1\np = Process(target=work, args=(a, 0))`

describe('means', () => {
  test.each<[string, string]>([
    ['import multiprocessing\nmultiprocessing.Process(target=f)', 'process: Process of multiprocessing'],
    ['import multiprocessing as mp\nmp.Process(target=f)', 'process: Process of multiprocessing'],
    ['from multiprocessing import Process as P\nP(target=f)', 'process: Process of multiprocessing'],
    ['from multiprocessing import *\nProcess(target=f)', 'process: Process of multiprocessing'],
    ['from multiprocessing.context import Process\nProcess(target=f)', 'process: Process of multiprocessing'],
    ['import multiprocessing.process\nmultiprocessing.process.BaseProcess()', 'process: Process of multiprocessing'],
    ["from multiprocessing import get_context\nget_context('spawn').Process(target=f)", 'process: Process of multiprocessing'],
    ["import multiprocessing as m\nctx = m.get_context('spawn')\nctx.Process(target=f)", 'process: Process of multiprocessing'],
    ['from multiprocessing import Process\nclass W(Process): pass', 'process: Process of multiprocessing'],
    ['import multiprocessing\nP = multiprocessing.Process\nP(target=f)', 'process: Process of multiprocessing'],
    ["import multiprocessing as m\ngetattr(m, 'Process')(target=f)", 'process: Process of multiprocessing'],
    ["m = __import__('multiprocessing')\nm.Process(target=f)", 'process: Process of multiprocessing'],
    ['import multiprocessing\ndef never():\n  multiprocessing.Process(target=f)', 'process: Process of multiprocessing'],
    ['import multiprocessing\nif __name__ == "main":\n  multiprocessing.Process(target=f)', 'process: Process of multiprocessing'],
    ['from multiprocessing import Pool\nPool(4)', 'pool: Pool of multiprocessing'],
    ['from multiprocessing.pool import Pool\nwith Pool(4) as p: pass', 'pool: Pool of multiprocessing'],
    ['from concurrent.futures import ProcessPoolExecutor\nProcessPoolExecutor()', 'pool: ProcessPoolExecutor of concurrent.futures'],
    ['import concurrent.futures as cf\ncf.process.ProcessPoolExecutor()', 'pool: ProcessPoolExecutor of concurrent.futures'],
    ['import threading\nthreading.Thread(target=f)', 'threads: Thread of threading'],
    ['from threading import Thread\nclass T(Thread): pass', 'threads: Thread of threading'],
    ['import _thread\n_thread.start_new_thread(f, ())', 'threads: start_new_thread() of _thread'],
    ['from multiprocessing.dummy import Process\nProcess(target=f)', 'threads: Process of multiprocessing.dummy'],
    ['import multiprocessing.dummy as mp\nmp.Pool(4)', 'threads: Pool of multiprocessing.dummy'],
    ['from multiprocessing.pool import ThreadPool\nThreadPool(4)', 'threads: ThreadPool of multiprocessing.pool'],
    ['from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor()', 'threads: ThreadPoolExecutor of concurrent.futures'],
    ['import os\nos.fork()', 'other-processes: fork() of os'],
    ['from os import *\nfork()', 'other-processes: fork() of os'],
    ["import os\nos.system('ls')", 'other-processes: system() of os'],
    ["import os\nos.popen('ls')", 'other-processes: popen() of os'],
    ['import multiprocess as mp\nmp.Pool(4)', 'pool: Pool of multiprocessing'],
    ['from multiprocess import Process\nProcess()', 'process: Process of multiprocessing'],
    ['import torch.multiprocessing as mp\nmp.get_context("spawn").Process()', 'process: Process of multiprocessing'],
    ['from multiprocess.dummy import Pool\nPool(4)', 'threads: Pool of multiprocessing.dummy'],
    ["import os\nos.posix_spawn('/bin/ls', [], {})", 'other-processes: posix_spawn() of os'],
    ["import subprocess\nsubprocess.run(['ls'])", 'other-processes: run() of subprocess'],
    ["from subprocess import Popen\nPopen(['ls'])", 'other-processes: Popen of subprocess'],
    ['import pty\npty.fork()', 'other-processes: fork() of pty'],
    ['import asyncio\nasync def main(): pass\nasyncio.run(main())', ''],
    ['class Process: pass\nProcess()', ''],
    ['from multiprocessing import Pool\nclass Pool:\n  pass\nPool(4)', ''],
    ['from multiprocessing import Pool\ndef Pool(n): return []\nPool(4)', ''],
    ['from multiprocessing import Process\nclass Process(Process): pass', 'process: Process of multiprocessing'],
    ['import queue\nqueue.Process()', ''],
    ['# multiprocessing.Process(target=f)\nprint("Process(target=f)")', ''],
  ])('%j', (program, expected) => {
    expect(
      read(program)
        .means.map(({ kind, name }) => `${kind}: ${name}`)
        .join(),
    ).toBe(expected)
  })

  test('a place is the code on one line', () => {
    const [found] = read('import multiprocessing\n\np = multiprocessing.Process(\n    target=f,\n)').means
    expect(found).toMatchObject({ file: 'q3.py', line: 3, text: 'multiprocessing.Process( target=f, )' })
  })
})

describe('launches', () => {
  const PRELUDE = 'from multiprocessing import *\nfrom concurrent.futures import *\nimport os\ndef f(x): print(x)\n'
  const launches = (program: string) => read(PRELUDE + program).launches

  test.each<[string, string, (number | null)[]]>([
    ['one', 'Process(target=f).start()', [1]],
    ['four in a loop', 'for i in range(4): Process(target=f).start()', [4]],
    ['a list of names', 'for n in ["a", "b", "c"]: Process(target=f).start()', [3]],
    ['a constant', 'N = 2 + 2\nfor i in range(N): Process(target=f).start()', [4]],
    ['the length of a list', 'ns = [1, 2, 3, 4]\nfor i in range(len(ns)): Process(target=f).start()', [4]],
    ['a loop in a loop', 'for i in range(2):\n  for j in range(3): Process(target=f).start()', [6]],
    ['a function called twice', 'def go(): Process(target=f).start()\ngo()\ngo()', [2]],
    ['a while loop', 'i = 0\nwhile i < 4:\n  Process(target=f).start()\n  i += 1', [4]],
    ['until a break', 'i = 0\nwhile True:\n  Process(target=f).start()\n  i += 1\n  if i == 4: break', [4]],
    ['seventy', 'for i in range(70): Process(target=f).start()', [70]],
    ['the length of a text', 'for i in range(len("four")): Process(target=f).start()', [4]],
    ['unknown', 'for i in range(int(os.environ["N"])): Process(target=f).start()', [null]],
    ['a generator of unknown length', 'for p in (Process(target=f) for _ in range(os.cpu_count())): p.start()', [null]],
    ['perhaps', 'if os.name == "x":\n  Process(target=f).start()', [null]],
    ['two places', 'Process(target=f).start()\nProcess(target=f).start()', [1, 1]],
    ['never called', 'def go(): Process(target=f).start()', []],
    ['never started', 'p = Process(target=f)', []],
    ['a guard with a typo', 'if __name__ == "main":\n  Process(target=f).start()', []],
    ['a pool of four', 'Pool(4)', [4]],
    ['a pool by name', 'Pool(processes=3)', [3]],
    ['a pool of unknown size', 'Pool()', [null]],
    ['an executor', 'ProcessPoolExecutor(max_workers=4)', [4]],
    ['threads', 'from multiprocessing.pool import ThreadPool\nThreadPool(4)', []],
    ['a process for every task', 'for n in [1, 2, 3, 4, 5]:\n  p = Process(target=f, args=(n,))\n  p.start()\n  p.join()', [5]],
    ['a worker that starts another', 'def g(): Process(target=f).start()\nProcess(target=g).start()', [null, 1]],
  ])('%s', (_name, program, expected) => {
    expect(launches(program).map(({ count }) => count)).toEqual(expected)
  })

  test.each<[string, string, number | null]>([
    ['daemon=True', 'p = Process(target=f, daemon=True)\np.start()', 5],
    ['p.daemon = True', 'p = Process(target=f)\np.daemon = True\np.start()', 6],
    ['super().__init__(daemon=True)', 'class W(Process):\n  def __init__(self):\n    super().__init__(daemon=True)\nW().start()', 7],
    ['daemon=False', 'p = Process(target=f, daemon=False)\np.start()', null],
    ['nothing', 'p = Process(target=f)\np.start()', null],
  ])('let go by %s', (_name, program, line) => {
    expect(launches(program)[0]?.letGo?.line ?? null).toBe(line)
  })

  test.each<[string, string]>([
    ['p = Process(target=f)\np.start()\np.join()', 'join()'],
    ['ps = [Process(target=f) for _ in range(4)]\nfor p in ps: p.start()\nfor p in ps: p.join()', 'join() in a loop over every process'],
    ['ps = [Process(target=f) for _ in range(2)]\nfor p in ps: p.start()\nps[0].join()\nps[1].join()', 'join() on every process'],
    ['p = Process(target=f)\np.start()\np.join(5)', 'join() with a time limit'],
    ['with Pool(4) as p: p.map(f, [1])', 'map(), which returns when every result is there'],
    ['p = Pool(4)\np.close()\np.join()', 'close() and join() of the pool'],
  ])('says how: %j', (program, how) => {
    expect(launches(program)[0]?.wait?.how).toBe(how)
  })

  test.each<[string, number | undefined]>([
    ['p.join()', undefined],
    ['p.join(0.5)', 500],
    ['p.join(timeout=2)', 2000],
    ['p.join(limit)', undefined],
    ['p.join(1)\np.join(1)', undefined],
    ['p.join(1)\np.join()', undefined],
    ['q = Process(target=f)\nq.start()\np.join(1)', 1000],
  ])('waits at most: %s', (program, expected) => {
    expect(launches(`p = Process(target=f)\np.start()\n${program}`)[0]?.wait?.limitMs).toBe(expected)
  })

  test('waits at most: one after the other', () => {
    const four = 'ps = [Process(target=f) for _ in range(4)]\nfor p in ps: p.start()\nfor p in ps: p.join(0.25)'
    expect(launches(four)[0]?.wait?.limitMs).toBe(1000)
  })

  test.each<[string, boolean]>([
    ['p.map(f, [1])', true],
    ['p.map(f, [1])\np.close()', false],
    ['p.map(f, [1])\np.terminate()', false],
    ['with p: p.map(f, [1])', false],
    ['import atexit\natexit.register(p.close)\np.map(f, [1])', false],
  ])('a pool is left open: %s', (program, expected) => {
    expect(launches(`p = Pool(4)\n${program}`)[0]?.leftOpen ?? false).toBe(expected)
  })

  test.each<[string, boolean]>([
    ['p.join()', false],
    ['p.join(5)', true],
    ['p.join(timeout=None)', false],
    ['p.join(1)\np.join()', false],
  ])('may give up: %s', (program, expected) => {
    expect(launches(`p = Process(target=f)\np.start()\n${program}`)[0]?.wait?.mayGiveUp ?? false).toBe(expected)
  })

  test('names the place of the start and of the wait', () => {
    expect(launches('p = Process(target=f)\np.start()\np.join()')).toEqual([
      {
        file: 'q3.py',
        line: 6,
        text: 'p.start()',
        kind: 'process',
        letGo: null,
        count: 1,
        wait: { file: 'q3.py', line: 7, text: 'p.join()', for: 'end', how: 'join()' },
      },
    ])
  })
})

describe('places', () => {
  const PRELUDE = 'from multiprocessing import *\nfrom concurrent.futures import *\nimport time, sys, asyncio\n'
  const read3 = (program: string) => read(PRELUDE + program)

  test.each<[string, string, number[]]>([
    ['in main', 'time.sleep(1)', [4]],
    ['under another name', 'from time import sleep as s\ns(1)', [5]],
    ['in a helper that main calls', 'def wait():\n  time.sleep(1)\nwait()', [5]],
    ['in a worker only', 'def f():\n  time.sleep(1)\nProcess(target=f).start()', []],
    ['in a pool’s function only', 'def f(x):\n  time.sleep(1)\nwith Pool(4) as p: p.map(f, [1])', []],
    ['in a thread only', 'import threading\ndef f():\n  time.sleep(1)\nthreading.Thread(target=f).start()', []],
    ['in a function that nobody calls', 'def f():\n  time.sleep(1)', []],
    ['in run() of a subclass', 'class W(Process):\n  def run(self): time.sleep(1)\nW().start()', []],
    ['asyncio', 'async def main(): await asyncio.sleep(1)\nasyncio.run(main())', [4]],
  ])('sleeps %s', (_name, program, expected) => {
    expect(lines(read3(program).sleeps)).toEqual(expected)
  })

  test.each<[string, string, number[]]>([
    ['input()', 'n = int(input("n? "))', [4]],
    ['sys.stdin.read()', 'sys.stdin.read()', [4]],
    ['sys.stdin.readline()', 'x = sys.stdin.readline()', [4]],
    ['a loop over sys.stdin', 'for line in sys.stdin: print(line)', [4]],
    ['a worker', 'def f(): input()\nProcess(target=f).start()', [4]],
    ['nobody', 'def f(): input()', []],
    ['an input of one’s own', 'def input(): return 1\ninput()', []],
  ])('reads the input: %s', (_name, program, expected) => {
    expect(lines(read3(program).readsInput)).toEqual(expected)
  })

  const TASKS = 'def f(x): return x\nnums = [1, 2, 3]\n'
  test.each<[string, string, number[]]>([
    ['imap_unordered in a loop', 'with Pool(4) as p:\n  for r in p.imap_unordered(f, nums): print(r)', [7]],
    ['imap_unordered in a list', 'with Pool(4) as p: print(list(p.imap_unordered(f, nums)))', [6]],
    ['imap_unordered, sorted', 'with Pool(4) as p: print(sorted(p.imap_unordered(f, nums)))', []],
    ['imap_unordered, sorted later', 'with Pool(4) as p:\n  rs = []\n  for r in p.imap_unordered(f, nums): rs.append(r)\n  rs.sort()', []],
    ['imap_unordered, by index', 'rs = [0] * 3\nwith Pool(4) as p:\n  for i, r in p.imap_unordered(f, nums): rs[i] = r', []],
    ['imap_unordered, a dictionary', 'with Pool(4) as p: d = dict(p.imap_unordered(f, nums))', []],
    ['imap', 'with Pool(4) as p: print(list(p.imap(f, nums)))', []],
    ['as_completed', 'with ProcessPoolExecutor() as e:\n  for x in as_completed([e.submit(f, n) for n in nums]): print(x.result())', [7]],
    [
      'as_completed, by input',
      'with ProcessPoolExecutor() as e:\n  fs = {e.submit(f, n): n for n in nums}\n  rs = {}\n  for x in as_completed(fs): rs[fs[x]] = x.result()',
      [],
    ],
    ['futures in order', 'with ProcessPoolExecutor() as e:\n  fs = [e.submit(f, n) for n in nums]\n  print([x.result() for x in fs])', []],
    ['a callback', 'rs = []\np = Pool(4)\nfor n in nums: p.apply_async(f, (n,), callback=rs.append)\np.close()\np.join()\nprint(rs)', [8]],
    [
      'a callback that puts in place',
      'rs = {}\nwith Pool(4) as p:\n  for n in nums: p.apply_async(f, (n,), callback=lambda r, n=n: rs.__setitem__(n, r))',
      [],
    ],
    ['a callback of map_async', 'rs = []\np = Pool(4)\np.map_async(f, nums, callback=rs.extend)\np.close()\np.join()', []],
  ])('unordered: %s', (_name, program, expected) => {
    expect(lines(read3(TASKS + program).unordered)).toEqual(expected)
  })

  test.each<[string, string, number[]]>([
    ['run()', 'def f(): pass\np = Process(target=f)\np.run()', [6]],
    ['run() of a subclass', 'class W(Process):\n  def run(self): print(1)\nW().run()', [6]],
    ['target=f()', 'def f(): print(1)\nProcess(target=f()).start()', [5]],
    ['target=f(x), a text', 'def f(x): return f"hello {x}"\nProcess(target=f(input()))', [5]],
    ['target=f(x), a number', 'def f(x): return x * 2\np = Process(target=f(3))', [5]],
    ['target=print()', 'Process(target=print("x")).start()', [4]],
    ['a pool that gets a result', 'def f(x): print(x)\nwith Pool(4) as p: p.map(f(1), [1])', [5]],
    ['a function that makes functions', 'def make():\n  def f(): pass\n  return f\nProcess(target=make()).start()', []],
    ['partial', 'import functools\ndef f(x): pass\nProcess(target=functools.partial(f, 1)).start()', []],
    ['lambda', 'Process(target=lambda: print(1)).start()', []],
    ['start()', 'def f(): pass\nProcess(target=f).start()', []],
    ['run() inside the worker', 'class W(Process):\n  def run(self): super().run()\nW().start()', []],
  ])('ran by main: %s', (_name, program, expected) => {
    expect(lines(read3(program).ranByMain)).toEqual(expected)
  })

  test.each<[string, string, number[]]>([
    ['join', 'p = Process()\np.start()\np.join', [6]],
    ['join of a pool', 'p = Pool(4)\np.close()\np.join', [6]],
    ['join in a loop', 'ps = [Process() for _ in range(4)]\nfor p in ps:\n  p.join', [6]],
    ['join in a comprehension', 'ps = [Process() for _ in range(4)]\n[p.join for p in ps]', [5]],
    ['get of a result', 'p = Pool(4)\nr = p.map_async(print, [1])\nr.get', [6]],
    ['start', 'p = Process()\np.start', []],
    ['join of a text', '",".join', []],
    [
      'join handed to a stack',
      'from contextlib import ExitStack\nwith ExitStack() as stack:\n  p = Process()\n  p.start()\n  stack.callback(p.join)',
      [],
    ],
    [
      'joins handed over in a comprehension',
      'import atexit\nps = [Process() for _ in range(4)]\n[atexit.register(p.join) for p in ps]',
      [],
    ],
    ['join kept for later', 'p = Process()\np.start()\nwait = p.join\nwait()', []],
  ])('uncalled: %s', (_name, program, expected) => {
    expect(lines(read3(program).uncalled)).toEqual(expected)
  })

  test.each<[string, string, number[]]>([
    ['an Array', 'a = Array("i", 4)', [4]],
    ['a Value of a context', 'v = get_context("spawn").Value("i", 0)', [4]],
    ['shared_memory', 'from multiprocessing import shared_memory as sm\nm = sm.SharedMemory(create=True, size=8)', [5]],
    ['a list of a manager, which travels as messages', 'with Manager() as m: l = m.list()', []],
    ['a queue', 'q = Queue()', []],
  ])('shared memory: %s', (_name, program, expected) => {
    expect(lines(read3(program).sharedMemory ?? [])).toEqual(expected)
  })

  test.each<[string, string, boolean | undefined]>([
    ['an element', `${sharing('a[k] = k * k')}\np.start()`, true],
    ['an element, changed', `${sharing('a[k] *= 2')}\np.start()`, true],
    ['in a loop that the first worker does not go round', `${sharing('for i in range(k): a[i] = i')}\np.start()`, true],
    ['in another function', `def fill(a): a.value = 1\n${sharing('fill(a)')}\np.start()`, true],
    ['by a call that nobody can look into', `${sharing("struct.pack_into('i', a.buf, 0, k)")}\np.start()`, true],
    ['in a subclass', "a = Array('i', 3)\nclass Own(Process):\n  def run(self): a[0] = 1\nOwn().start()", true],
    ['a method of an object', "a = Array('i', 3)\nclass Filler:\n  def fill(self): a[0] = 1\nProcess(target=Filler().fill).start()", true],
    ['nothing, in a subclass', "a = Array('i', 3)\nclass Own(Process):\n  def run(self): print(a[0])\nOwn().start()", false],
    ['a method of something else', `class Filler:\n  def fill(self, a): a[0] = 1\n${sharing('Filler().fill(a)')}\np.start()`, true],
    [
      'a partial',
      `${sharing('pass')}\ndef fill(a, k): a[k] = 1\nfrom functools import partial\nProcess(target=partial(fill, a, 1)).start()`,
      true,
    ],
    ['nothing', `${sharing('print(a[k])')}\np.start()`, false],
    ['by the worker of nobody', sharing('a[k] = 1'), false],
    ['where nothing is shared', 'p = Process(target=print)\np.start()', undefined],
  ])('what workers store: %s', (_name, program, expected) => {
    expect(read3(program).workersStore).toBe(expected)
  })

  test.each<[string, string, number | null]>([
    ['no guard', 'p = Process()\np.start()', 5],
    ['a guard', 'if __name__ == "__main__":\n  Process().start()', null],
    ['a guard the other way round', 'if "__main__" == __name__:\n  Process().start()', null],
    ['main() in a guard', 'def main(): Process().start()\nif __name__ == "__main__": main()', null],
    ['a guard in an expression', 'def main(): Process().start()\nmain() if __name__ == "__main__" else None', null],
    ['a guard before and', 'def main(): Process().start()\n__name__ == "__main__" and main()', null],
    ['another condition before and', 'def main(): Process().start()\n1 == 1 and main()', 4],
    ['main() without a guard', 'def main(): Process().start()\nmain()', 4],
    ['made outside, started inside', 'p = Process()\nif __name__ == "__main__": p.start()', null],
    ['a pool outside', 'p = Pool(4)\nif __name__ == "__main__": p.map(print, [1])', 4],
    ['after the guard', 'if __name__ == "__main__":\n  p = Process()\np.start()', 6],
    ['nothing started', 'print(1)', null],
  ])('unguarded: %s', (_name, program, expected) => {
    expect(read3(program).unguarded?.line ?? null).toBe(expected)
  })
})

test.each(['', '\n\n  \n', '# TODO\n\n# write here\n', '\uFEFF# TODO'])('%j tells nothing, and is no fault', (program) => {
  expect(read(program)).toMatchObject({ fault: null, means: [], launches: [] })
  expect(readPython([], 'q3.py')).toMatchObject({ fault: null, launches: [] })
})

describe('several files', () => {
  const HELPER = 'from multiprocessing import Process\ndef run(ps):\n  for p in ps: p.start()\n  for p in ps: p.join()\n'
  const MAIN = 'from multiprocessing import Process\nfrom helper import run\nrun([Process(target=print) for _ in range(4)])'

  test('a helper that starts and joins', () => {
    const [launch] = read(MAIN, { path: 'helper.py', text: HELPER }).launches
    expect(launch).toMatchObject({ file: 'helper.py', line: 3, count: 4, wait: { file: 'helper.py', line: 4, for: 'end' } })
  })

  test('a module in a folder, by its whole name', () => {
    const program = 'import tools.helper\nfrom multiprocessing import Process\ntools.helper.run([Process(target=print)])'
    expect(read(program, { path: 'tools/helper.py', text: HELPER }).launches[0]?.wait?.for).toBe('end')
  })

  test.each([
    ['a file of the package', 'crew/__init__.py', 'from .core import run'],
    ['a file of the package, by its own name', 'crew/__init__.py', 'from . import core\nrun = core.run'],
    ['a file of the package around it', 'crew/inner/__init__.py', 'from ..core import run'],
  ])('%s', (_, path, text) => {
    const package_ = path.replace(/\/__init__\.py$/, '').replaceAll('/', '.')
    const program = MAIN.replace('helper', package_)
    const [launch] = read(program, { path, text }, { path: 'crew/core.py', text: HELPER }).launches
    expect(launch).toMatchObject({ file: 'crew/core.py', count: 4, wait: { for: 'end' } })
  })

  test.each(['from crew import core', 'import crew.core\ncore = crew.core'])('a file of a package that says nothing of it: %s', (line) => {
    const program = `from multiprocessing import Process\n${line}\ncore.run([Process(target=print)])`
    const files = [
      { path: 'crew/__init__.py', text: '' },
      { path: 'crew/core.py', text: HELPER },
    ]
    expect(read(program, ...files).launches[0]?.wait?.for).toBe('end')
  })

  test('a fault in an imported file', () => {
    expect(read(MAIN, { path: 'helper.py', text: 'def run(ps)\n  pass' }).fault).toMatchObject({ file: 'helper.py', line: 1 })
  })

  test('a file that nobody imports does not matter', () => {
    expect(read('print(1)', { path: 'old.py', text: 'def run(ps)\n' }).fault).toBeNull()
  })

  test('files that import each other', () => {
    const facts = read(
      'import a\na.go()',
      { path: 'a.py', text: 'import b\ndef go(): b.go()' },
      { path: 'b.py', text: 'import a\ndef go(): input()' },
    )
    expect(facts.readsInput).toMatchObject([{ file: 'b.py', line: 2 }])
  })
})

describe('any text', () => {
  const PROGRAM = 'from multiprocessing import Process\np = Process(target=print)\np.start()\np.join()\n'

  test.each<[string, string]>([
    ['CRLF', PROGRAM.replaceAll('\n', '\r\n')],
    ['CR', PROGRAM.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${PROGRAM}`],
    ['no last line end', PROGRAM.trimEnd()],
    ['tabs', `if 1:\n\t${PROGRAM.trim().replaceAll('\n', '\n\t')}\n`],
    ['form feeds', PROGRAM.replace('p.start', '\fp.start')],
    ['joined lines', PROGRAM.replace('target=', '\\\n  target=')],
    ['names of other scripts', PROGRAM.replaceAll(/\bp\b/g, 'процесс')],
    ['comments between', PROGRAM.replaceAll('\n', '\n# über\n')],
  ])('%s', (_name, program) => {
    const { fault, launches } = read(program)
    expect(fault).toBeNull()
    expect(launches).toMatchObject([{ kind: 'process', count: 1, wait: { for: 'end' } }])
  })

  const K = 20_000
  /** For what takes seconds. */
  const FEWER = thorough ? K : K / 4
  test.each<[string, string]>([
    ['brackets', `${'('.repeat(K)}1${')'.repeat(K)}`],
    ['a sum', `x = 1${' + 1'.repeat(K)}`],
    ['minus signs', `x = ${'-'.repeat(K)}1`],
    ['attributes', `x = a${'.b'.repeat(K)}`],
    ['calls', `x = f${'()'.repeat(K)}`],
    ['calls of what calls return', `x = a${'.b()'.repeat(5 * K)}`],
    ['lambdas', `x = ${'lambda: '.repeat(K)}1`],
    ['not', `x = ${'not '.repeat(K)}1`],
    ['blocks', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}if x:`).join('\n')],
    [`clauses${thorough ? '' : ' (more of them where the variable CI is set)'}`, `x = [1 ${'for a in b '.repeat(FEWER)}]`],
    [`unclosed f-strings${thorough ? '' : ' (more of them where the variable CI is set)'}`, 'f"""{"""\n'.repeat(FEWER)],
    ['quotes', `"""'`.repeat(K)],
    ['functions that call the next', Array.from({ length: 2000 }, (_, n) => `def f${n}(): return f${n + 1}()`).join('\n') + '\nf0()'],
    ['recursion', 'def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nprint(fib(90))'],
    ['a list that doubles', 'a = [1]\nfor i in range(64): a = a + a; a += a; a *= 2'],
    ['loops in loops', 'for a in range(999):\n for b in range(999):\n  for c in range(999):\n   for d in range(999): x = [a, b, c, d]'],
    ['an endless loop', 'while True:\n  x = 1'],
    ['a class that is its own base', 'class A(A): pass\nclass A(A): pass\nA().x()'],
    ['noise', '\u0000\uD800 ){ "\\'],
  ])('neither overflows nor hangs: %s', (_name, program) => {
    expect(computedMs(() => expect(read(program).language).toBe('py'))).toBeLessThan(10_000)
  })

  test('a long program takes no more than its share of time', () => {
    const part =
      'def square(x):\n    """Squares."""\n    return x * x\n\nresult = [square(n) for n in (1, 2, 3)]\nprint(f"result {result!r}")\n'
    const timed = (times: number) => computedMs(() => expect(read(part.repeat(times) + PROGRAM).launches[0]?.wait?.for).toBe('end'))
    timed(100)
    const [short, long] = [timed(300), timed(2400)]
    expect(long).toBeLessThan(8 * 6 * short + 2000)
  })
})

const disagrees = (label: string | undefined, holds: boolean) => label === (holds ? 'fail' : 'pass')

const CORPUS = new URL('../../../../shared/corpus/', import.meta.url)

describe.skipIf(!existsSync(CORPUS))('real programs (skipped: no corpus beside the project)', () => {
  interface Label {
    readonly id: string
    readonly q: 'q3' | 'q5' | 'q6'
    readonly facts: Readonly<Record<string, string>> | null
    readonly needs_earlier: boolean
    readonly reason: string
  }
  const labels = (): Label[] =>
    readFileSync(new URL('code.jsonl', CORPUS), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Label) // oxlint-disable-line typescript/no-unsafe-type-assertion

  const programOf = ({ id, q, needs_earlier: needsEarlier }: Label): string => {
    const answers = JSON.parse(readFileSync(new URL(`answers/${id}.json`, CORPUS), 'utf8')) as Record<string, { code: string }> // oxlint-disable-line typescript/no-unsafe-type-assertion
    return (needsEarlier ? 'import multiprocessing\n' : '') + answers[q]!.code
  }

  test('agree with the labels on api and joined wherever these are sure', () => {
    const disagreements = labels().flatMap((label) => {
      if (!label.facts) return []
      const { means, launches, fault } = read(programOf(label))
      const hasProcesses = means.some(({ kind }) => kind === 'process' || kind === 'pool')
      const isJoined = launches.length > 0 && launches.every(({ wait }) => wait !== null)
      const wrongApi = !fault && disagrees(label.facts['api'], hasProcesses)
      const wrongJoined = disagrees(label.facts['joined'], isJoined)
      return wrongApi || wrongJoined ? [`${label.id} ${label.q}: ${label.reason}`] : []
    })
    // Its source does wait; the run never comes to an end.
    expect(disagreements).toEqual([expect.stringContaining('hangs at m2.join()')])
  })
})
