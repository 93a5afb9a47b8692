import { describe, expect, test } from 'vitest'
import { beginningWith, FOUR } from './python-programs.ts'

const PRELUDE = `
import multiprocessing, time, os, sys, queue
import multiprocessing as mp
from multiprocessing import Process, Pool, connection, get_context
from concurrent.futures import ProcessPoolExecutor, as_completed
import concurrent.futures
from contextlib import ExitStack
def f(x=0): print(x)
`

const { read, waits } = beginningWith(PRELUDE)

const HANDLED =
  'import signal\nover, number = False, 0\ndef note(*_):\n  global over, number\n  over = True\n  number += 1\nsignal.signal(signal.SIGCHLD, note)\n'

const JOINS = 'def joins(ps):\n  for p in ps:\n    p.join()\n    yield p.exitcode\n'

describe('waits for every process', () => {
  test.each<[string, string, string]>([
    ['start and join', 'p = Process(target=f)\np.start()\np.join()', 'end'],
    [
      'join in a thread that asyncio awaits',
      'import asyncio\nasync def main():\n  p = Process(target=f)\n  p.start()\n  await asyncio.to_thread(p.join)\nasyncio.run(main())',
      'end',
    ],
    [
      'join by the executor of a loop',
      'import asyncio\nasync def main():\n  p = Process(target=f)\n  p.start()\n  await asyncio.get_running_loop().run_in_executor(None, p.join)\nasyncio.run(main())',
      'end',
    ],
    [
      'class methods that keep the processes in the class',
      'class App:\n  ps = []\n  @classmethod\n  def start(cls):\n    for i in range(4):\n      p = Process(target=f)\n      p.start()\n      cls.ps.append(p)\n  @classmethod\n  def wait(cls):\n    for p in cls.ps: p.join()\nApp.start()\nApp.wait()',
      'end',
    ],
    [
      'a class method that makes the object',
      'class Crew:\n  @classmethod\n  def of(cls, n):\n    crew = cls()\n    crew.ps = [Process(target=f) for _ in range(n)]\n    return crew\n  def go(self):\n    for p in self.ps: p.start()\n    for p in self.ps: p.join()\nCrew.of(4).go()',
      'end',
    ],
    [
      'static methods called by the object',
      'class Crew:\n  @staticmethod  # takes any\n  def start(ps):\n    for p in ps: p.start()\n  @staticmethod\n  def wait(ps):\n    for p in ps: p.join()\n  def go(self):\n    ps = [Process(target=f) for _ in range(4)]\n    self.start(ps)\n    self.wait(ps)\nCrew().go()',
      'end',
    ],
    [
      'a property that gives the process',
      'class Child:\n  def __init__(self):\n    self._p = Process(target=f)\n    self._p.start()\n  @property\n  def process(self): return self._p\nChild().process.join()',
      'end',
    ],
    ['two variables', 'a = Process(target=f)\nb = Process(target=f)\na.start()\nb.start()\na.join()\nb.join()', 'end end'],
    ['a loop over the list', `${FOUR}for p in ps: p.join()`, 'end'],
    [
      'a list filled in a loop',
      'ps = []\nfor i in range(4):\n  p = Process(target=f)\n  ps.append(p)\n  p.start()\nfor p in ps:\n  p.join()',
      'end',
    ],
    ['a list filled by +=', 'ps = []\nfor i in range(4):\n  ps += [Process(target=f)]\n  ps[-1].start()\nfor p in ps: p.join()', 'end'],
    [
      'comprehensions that start and join',
      'ps = [Process(target=f) for _ in range(4)]\n[p.start() for p in ps]\n[p.join() for p in ps]',
      'end',
    ],
    ['map with a lambda, consumed', `${FOUR}list(map(lambda p: p.join(), ps))`, 'end'],
    [
      'a walk by a library, or by what stands in where that is not there',
      `try:\n  from tqdm import tqdm\nexcept ImportError:\n  def tqdm(it, **more): return it\n${FOUR}for p in tqdm(ps): p.join()`,
      'end',
    ],
    [
      'a module, or another one where that is not there',
      `try:\n  from multiprocess import Process as P\nexcept ModuleNotFoundError:\n  from multiprocessing import Process as P\np = P(target=f)\np.start()\np.join()`,
      'end',
    ],
    [
      'a module that is there, and another one in its place',
      `try:\n  from multiprocessing import Process as P\nexcept ImportError:\n  from threading import Thread as P\np = P(target=f)\np.start()\np.join()`,
      'end',
    ],
    [
      'what is made where something else fails is not made',
      `try:\n  p = Process(target=f)\nexcept Exception:\n  p = None\np.start()\np.join()`,
      'end',
    ],
    [
      'itertools.starmap',
      'import itertools\ndef make(i): return Process(target=f, args=(i,))\nps = list(itertools.starmap(make, [(1,), (2,)]))\nfor p in ps: p.start()\nfor p in ps: p.join()',
      'end',
    ],
    [
      'map with the unbound method',
      'ps = [Process(target=f) for _ in range(4)]\nlist(map(Process.start, ps))\nlist(map(Process.join, ps))',
      'end',
    ],
    [
      'an ExitStack',
      'with ExitStack() as stack:\n  for i in range(4):\n    p = Process(target=f)\n    p.start()\n    stack.callback(p.join)',
      'end',
    ],
    ['an ExitStack that is closed', 'stack = ExitStack()\np = Process(target=f)\np.start()\nstack.callback(p.join)\nstack.close()', 'end'],
    [
      'a pool that a stack closes',
      'with ExitStack() as stack:\n  pool = stack.enter_context(ProcessPoolExecutor(4))\n  print(list(pool.map(f, [1])))',
      'end',
    ],
    [
      'a process that a block closes',
      'from contextlib import closing\nwith closing(Process(target=f)) as p:\n  p.start()\n  p.join()',
      'end',
    ],
    [
      'a pool that a block only closes',
      'from contextlib import closing\nwith closing(Pool(4)) as pool: pool.map_async(f, [1])\npool.join()',
      'end',
    ],
    [
      'a block that does nothing',
      'from contextlib import nullcontext\nwith nullcontext(Process(target=f)) as p:\n  p.start()\n  p.join()',
      'end',
    ],
    ['a process that still runs', 'p = Process(target=f)\np.start()\nif p.is_alive(): p.join()', 'end'],
    ['no exit code yet', 'p = Process(target=f)\np.start()\nif p.exitcode is None: p.join()', 'end'],
    ['no exit code of 0 yet', 'p = Process(target=f)\np.start()\nif p.exitcode != 0: p.join()', 'end'],
    ['the else of an ended one', 'p = Process(target=f)\np.start()\nif p.exitcode is not None:\n  pass\nelse:\n  p.join()', 'end'],
    ['both branches', 'p = Process(target=f)\np.start()\nif os.environ.get("X"):\n  p.join()\nelse:\n  p.join()', 'end'],
    [
      'the branch that started it',
      'if os.environ.get("X"):\n  p = Process(target=f)\n  p.start()\n  p.join()\nelse:\n  p = Process(target=f)\n  p.start()\n  p.join()',
      'end end',
    ],
    [
      'the ended ones, until none is left',
      'ps = [Process(target=f) for _ in range(4)]\nfor p in ps: p.start()\nwhile ps:\n  for p in ps[:]:\n    if not p.is_alive():\n      p.join()\n      ps.remove(p)',
      'end',
    ],
    ['a loop over map', `${FOUR}for _ in map(Process.join, ps): pass`, 'end'],
    ['any over a generator', `${FOUR}any(p.join() for p in ps)`, 'end'],
    ['lists that sum() puts together', `${FOUR}for p in sum([ps[:2], ps[2:]], []): p.join()`, 'end'],
    [
      'lists that operator.add puts together',
      `import functools, operator\n${FOUR}for p in functools.reduce(operator.add, [ps[:2], ps[2:]]): p.join()`,
      'end',
    ],
    ['a dict made of two', `${FOUR}for p in ({1: ps[0], 2: ps[1]} | {3: ps[2], 4: ps[3]}).values(): p.join()`, 'end'],
    ['names from a text', `${FOUR}for name, p in zip("abcd", ps): p.join()`, 'end'],
    ['names from somewhere else', `${FOUR}for name, p in zip(os.environ, ps): p.join()`, 'end'],
    ['as many as a slice takes', `import itertools\n${FOUR}for p in itertools.islice(ps, 4): p.join()`, 'end'],
    ['not as many', `import itertools\n${FOUR}for p in itertools.islice(ps, 1, 4): p.join()`, '-'],
    ['in any order', `import random\n${FOUR}for p in random.sample(ps, k=len(ps)): p.join()`, 'end'],
    ['a sample', `import random\n${FOUR}for p in random.sample(ps, 3): p.join()`, '-'],
    ['a copy', `import copy\n${FOUR}for p in copy.copy(ps): p.join()`, 'end'],
    [
      'a heap',
      `import heapq\n${FOUR}heap = []\nfor p in ps: heapq.heappush(heap, (1, p))\nwhile heap: heapq.heappop(heap)[1].join()`,
      'end',
    ],
    ['a ring', `import collections\n${FOUR}ring = collections.deque(ps)\nfor _ in ps:\n  ring[0].join()\n  ring.rotate()`, 'end'],
    [
      'lists of a defaultdict',
      `import collections\n${FOUR}d = collections.defaultdict(list)\nfor i in range(4): d[i % 2].append(ps[i])\nfor group in d.values():\n  for p in group: p.join()`,
      'end',
    ],
    [
      'named tuples',
      `import collections\n${FOUR}Job = collections.namedtuple("Job", "process number")\nfor job in [Job(p, 1) for p in ps]: job.process.join()`,
      'end',
    ],
    [
      'named tuples that are taken apart',
      `import collections\n${FOUR}Job = collections.namedtuple("Job", "number process")\nfor number, process in [Job(1, p) for p in ps]: process.join()`,
      'end',
    ],
    [
      'named tuples by their places',
      `from typing import NamedTuple\n${FOUR}class Job(NamedTuple):\n  process: Process\n  number: int = 1\nfor job in [Job(p) for p in ps]: job[0].join()`,
      'end',
    ],
    [
      'another field of a named tuple',
      `from typing import NamedTuple\n${FOUR}class Job(NamedTuple):\n  number: int\n  process: Process\nfor process, number in [Job(1, p) for p in ps]: process.join()`,
      '-',
    ],
    ['a namespace', `import types\n${FOUR}for p in types.SimpleNamespace(ps=ps).ps: p.join()`, 'end'],
    ['until a call gives None', `${FOUR}for p in iter(lambda: ps.pop() if ps else None, None): p.join()`, 'end'],
    ['an object that can be iterated', `${FOUR}class Crew:\n  def __iter__(self): return iter(ps)\nfor p in Crew(): p.join()`, 'end'],
    [
      'an object with elements',
      `${FOUR}class Crew:\n  def __len__(self): return 4\n  def __getitem__(self, i): return ps[i]\nfor i in range(len(Crew())): Crew()[i].join()`,
      'end',
    ],
    ['one after the other, by recursion', `${FOUR}def wait(ps):\n  if not ps: return\n  ps[0].join()\n  wait(ps[1:])\nwait(ps)`, 'end'],
    ['as long as an exit code is missing', `${FOUR}while None in [p.exitcode for p in ps]: time.sleep(0.1)`, 'end'],
    ['by index', `${FOUR}for i in range(4): ps[i].join()`, 'end'],
    ['by index and length', `${FOUR}for i in range(len(ps)): ps[i].join()`, 'end'],
    ['while with an index', `${FOUR}i = 0\nwhile i < len(ps):\n  ps[i].join()\n  i += 1`, 'end'],
    ['pop until empty', `${FOUR}while ps:\n  ps.pop().join()`, 'end'],
    ['pop until the length is 0', `${FOUR}while len(ps) > 0:\n  p = ps.pop(0)\n  p.join()`, 'end'],
    ['enumerate, zip, reversed', `${FOUR}for i, (p, n) in enumerate(zip(reversed(ps), range(4))): p.join()`, 'end'],
    ['one after the other', 'for i in range(4):\n  p = Process(target=f)\n  p.start()\n  p.join()', 'end'],
    ['a dictionary', 'd = {}\nfor n in "abcd":\n  d[n] = Process(target=f)\n  d[n].start()\nfor n, p in d.items(): p.join()', 'end'],
    [
      'the values of a dictionary',
      'd = {n: Process(target=f) for n in (1, 2)}\nfor p in d.values(): p.start()\nfor n in d: d[n].join()',
      'end',
    ],
    ['a tuple', 'a, b = Process(target=f), Process(target=f)\nfor p in (a, b): p.start()\nfor p in a, b: p.join()', 'end'],
    ['pairs', 'ps = [(i, Process(target=f)) for i in range(4)]\nfor _, p in ps: p.start()\nfor i, p in ps: p.join()', 'end'],
    [
      'a class that holds them',
      'class T:\n  def __init__(self):\n    self.ps = [Process(target=f) for _ in range(4)]\n  def go(self):\n    for p in self.ps: p.start()\n  def wait(self):\n    for p in self.ps: p.join()\nt = T()\nt.go()\nt.wait()',
      'end',
    ],
    [
      'a context manager of one’s own',
      'class T:\n  def __enter__(self):\n    self.p = Process(target=f)\n    self.p.start()\n    return self\n  def __exit__(self, *e):\n    self.p.join()\nwith T() as t: pass',
      'end',
    ],
    ['main()', `def main():\n  p = Process(target=f)\n  p.start()\n  p.join()\nif __name__ == '__main__':\n  main()`, 'end'],
    [
      'helpers that start and join',
      'def start_all(ps):\n  for p in ps: p.start()\ndef join_all(ps):\n  for p in ps: p.join()\nps = [Process(target=f) for i in range(4)]\nstart_all(ps)\njoin_all(ps)',
      'end',
    ],
    [
      'a process that is returned',
      'def make(n):\n  p = Process(target=f, args=(n,))\n  p.start()\n  return p\nps = [make(i) for i in range(4)]\nfor p in ps: p.join()',
      'end',
    ],
    [
      'processes that are returned, perhaps early',
      'def make(n):\n  if n < 0: return []\n  ps = [Process(target=f) for _ in range(n)]\n  for p in ps: p.start()\n  return ps\nfor p in make(int(os.environ["N"])): p.join()',
      'end',
    ],
    [
      'a generator',
      'def make():\n  for i in range(4):\n    p = Process(target=f)\n    p.start()\n    yield p\nfor p in list(make()): p.join()',
      'end',
    ],
    [
      'a decorated main',
      'def timed(fn):\n  def inner(*a, **k):\n    return fn(*a, **k)\n  return inner\n@timed\ndef main(n):\n  p = Process(target=f)\n  p.start()\n  p.join()\nmain(4)',
      'end',
    ],
    [
      'star arguments',
      'def run(*ps):\n  for p in ps: p.start()\n  for p in ps: p.join()\nrun(Process(target=f), Process(target=f))',
      'end',
    ],
    [
      'a subclass',
      'class W(Process):\n  def __init__(self, n):\n    super().__init__()\n    self.n = n\n  def run(self): print(self.n)\nws = [W(i) for i in range(4)]\nfor w in ws: w.start()\nfor w in ws: w.join()',
      'end',
    ],
    ['a subclass of a subclass', 'class A(mp.Process):\n  def run(self): print(1)\nclass B(A): pass\nb = B()\nb.start()\nb.join()', 'end'],
    [
      'a subclass that starts itself',
      'class W(Process):\n  def __init__(self):\n    Process.__init__(self)\n    self.start()\nw = W()\nw.join()',
      'end',
    ],
    ['a context', `ctx = get_context('spawn')\np = ctx.Process(target=f)\np.start()\np.join()`, 'end'],
    [
      'a context of the module',
      `ctx = mp.get_context('forkserver')\nps = [ctx.Process(target=f) for _ in range(4)]\nfor p in ps: p.start()\nfor p in ps: p.join()`,
      'end',
    ],
    [
      'a join of its own put into the class, that joins',
      `class Told:\n  join = Process.join\ndef told(self, timeout=None):\n  print('joins')\n  Told.join(self, timeout)\nProcess.join = told\n${FOUR}for p in ps: p.join()`,
      'end',
    ],
    ['another method put into the class', `Process.say = lambda self: print(self.name)\n${FOUR}for p in ps: (p.say(), p.join())`, 'end'],
    ['a join put into a class of threads', `import threading\nthreading.Thread.join = print\n${FOUR}for p in ps: p.join()`, 'end'],
    ['an alias', 'P = mp.Process\np = P(target=f)\nq = p\nq.start()\np.join()', 'end'],
    ['methods kept aside', 'p = Process(target=f)\ngo, wait = p.start, p.join\ngo()\nwait()', 'end'],
    ['multiprocessing.process', 'p = multiprocessing.context.Process(target=f)\np.start()\np.join()', 'end'],
    ['getattr', "p = Process(target=f)\ngetattr(p, 'start')()\ngetattr(p, 'join')()", 'end'],
    ['active_children', `${FOUR}for p in multiprocessing.active_children(): p.join()`, 'end'],
    ['while active_children', `${FOUR}while mp.active_children(): time.sleep(.1)`, 'end'],
    ['while len(active_children) > 0', `${FOUR}while len(mp.active_children()) > 0: time.sleep(.1)`, 'end'],
    ['while any is alive', `${FOUR}while any(p.is_alive() for p in ps): time.sleep(.1)`, 'end'],
    ['while any is alive, in a list', `${FOUR}while any([p.is_alive() for p in ps]):\n  time.sleep(.1)`, 'end'],
    ['while one is alive', 'p = Process(target=f)\np.start()\nwhile p.is_alive(): pass', 'end'],
    [
      'while one or the other is alive',
      'p = Process(target=f)\nq = Process(target=f)\np.start()\nq.start()\nwhile p.is_alive() or q.is_alive(): pass',
      'end end',
    ],
    ['while not all have ended', `${FOUR}while not all(p.exitcode is not None for p in ps): time.sleep(.1)`, 'end'],
    ['a loop over exitcode', `${FOUR}for p in ps:\n  while p.exitcode is None: time.sleep(.01)`, 'end'],
    ['break when none is alive', `${FOUR}while True:\n  if not any(p.is_alive() for p in ps): break\n  time.sleep(.1)`, 'end'],
    [
      'break when the number alive is 0',
      `${FOUR}while True:\n  alive = sum(p.is_alive() for p in ps)\n  if alive == 0:\n    break\n  time.sleep(.1)`,
      'end',
    ],
    [
      'a flag that one is alive',
      `${FOUR}while True:\n  alive = False\n  for p in ps:\n    if p.is_alive(): alive = True\n  if not alive: break\n  time.sleep(.1)`,
      'end',
    ],
    [
      'a flag as the condition',
      `${FOUR}alive = True\nwhile alive:\n  alive = False\n  for p in ps:\n    if p.is_alive(): alive = True`,
      'end',
    ],
    ['for and else', `${FOUR}while True:\n  for p in ps:\n    if p.is_alive(): break\n  else:\n    break`, 'end'],
    ['os.wait for each', `${FOUR}for _ in ps: os.wait()`, 'end'],
    [
      'after a long computation',
      'primes = []\nfor n in range(10000):\n  for m in range(n):\n    for k in range(m):\n      if n % (m + 1) == 0: primes.append(n * m - k)\np = Process(target=f)\np.start()\np.join()',
      'end',
    ],
    [
      'after a long while',
      'def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\ni = 0\nwhile i < 10**6:\n  i += 1\n  fib(i)\np = Process(target=f)\np.start()\np.join()',
      'end',
    ],
    ['a list compared with the empty one', `${FOUR}while ps != []: ps.pop().join()`, 'end'],
    [
      'a generator as context manager',
      'from contextlib import contextmanager\n@contextmanager\ndef four():\n  ps = [Process(target=f) for _ in range(4)]\n  for p in ps: p.start()\n  yield ps\n  for p in ps: p.join()\nwith four() as ps: print(ps)',
      'end',
    ],
    ['a list of the living', `${FOUR}alive = ps\nwhile alive:\n  alive = [p for p in alive if p.is_alive()]\n  time.sleep(.1)`, 'end'],
    ['join those that are still alive', `${FOUR}for p in ps:\n  if p.is_alive():\n    p.join()`, 'end'],
    [
      'remove those that have ended',
      `${FOUR}while ps:\n  for p in ps[:]:\n    if not p.is_alive():\n      p.join()\n      ps.remove(p)`,
      'end',
    ],
    ['a time limit', 'p = Process(target=f)\np.start()\np.join(5)', 'end'],
    [
      'a time limit by name, then for good',
      'p = Process(target=f)\np.start()\np.join(timeout=1)\nif p.is_alive():\n  p.terminate()\n  p.join()',
      'end',
    ],
    ['connection.wait for one', 'p = Process(target=f)\np.start()\nconnection.wait([p.sentinel])', 'end'],
    [
      'connection.wait in a loop',
      `${FOUR}left = [p.sentinel for p in ps]\nwhile left:\n  for s in connection.wait(left): left.remove(s)`,
      'end',
    ],
    ['waitpid', 'p = Process(target=f)\np.start()\nos.waitpid(p.pid, 0)', 'end'],
    ['waitpid that only asks', 'p = Process(target=f)\np.start()\nos.waitpid(p.pid, os.WNOHANG)', '-'],
    [
      'waitpid that asks again and again',
      'p = Process(target=f)\np.start()\nwhile True:\n  pid, status = os.waitpid(p.pid, os.WNOHANG)\n  if pid == p.pid: break',
      'end',
    ],
    [
      'waitpid that takes out those that have ended',
      `${FOUR}left = [p.pid for p in ps]\nwhile left:\n  for pid in left[:]:\n    ended, status = os.waitpid(pid, os.WNOHANG)\n    if ended: left.remove(pid)`,
      'end',
    ],
    [
      'waitpid that leaves in those that still run',
      'p = Process(target=f)\np.start()\nwhile os.waitpid(p.pid, os.WNOHANG)[0] == 0: time.sleep(.1)',
      'end',
    ],
    [
      'waitpid that gives nothing but zeros as long as it runs',
      `${FOUR}for p in ps:\n  while os.waitpid(p.pid, os.WNOHANG) == (0, 0): time.sleep(.1)`,
      'end',
    ],
    [
      'wait4 that gives something else at last',
      'p = Process(target=f)\np.start()\nwhile True:\n  pid, status, used = os.wait4(p.pid, os.WNOHANG)\n  if pid != 0: break',
      'end',
    ],
    [
      'waitpid that goes on when it has ended',
      'p = Process(target=f)\np.start()\nwhile os.waitpid(p.pid, os.WNOHANG) != (0, 0): pass',
      '-',
    ],
    ['waitpid for whichever child', `${FOUR}try:\n  while True: os.waitpid(-1, 0)\nexcept ChildProcessError: pass`, 'end'],
    ['waitpid for as many as there are', `${FOUR}for _ in range(4): os.waitpid(-1, 0)`, 'end'],
    ['waitpid for one less', `${FOUR}for _ in range(3): os.waitpid(-1, 0)`, '-'],
    ['wait3', `${FOUR}for _ in ps: os.wait3(0)`, 'end'],
    ['wait4', `${FOUR}for p in ps: os.wait4(p.pid, 0)`, 'end'],
    ['waitid', `${FOUR}for p in ps: os.waitid(os.P_PID, p.pid, os.WEXITED)`, 'end'],
    ['waitid for whichever child', `${FOUR}for p in ps: os.waitid(os.P_ALL, 0, os.WEXITED)`, 'end'],
    ['waitid that only asks', `${FOUR}for p in ps: os.waitid(os.P_PID, p.pid, os.WEXITED | os.WNOHANG)`, '-'],
    ['select', `import select\n${FOUR}for p in ps: select.select([p.sentinel], [], [])`, 'end'],
    ['select once for many', `import select\n${FOUR}select.select([p.sentinel for p in ps], [], [])`, '-'],
    [
      'connection.wait for a while, again and again',
      'p = Process(target=f)\np.start()\nwhile not connection.wait([p.sentinel], 0.1): print("waiting")',
      'end',
    ],
    [
      'process ids that are looked for among those that have ended',
      'ended = []\np = Process(target=f)\np.start()\nwhile p.pid not in ended: ended.extend(more())',
      'end',
    ],
    [
      'a process id says nothing of whether the process runs',
      'p = Process(target=f)\np.start()\nn = 0\nwhile n < 9 and p.pid: n += 1',
      '-',
    ],
    ['nor does it in a comparison', 'p = Process(target=f)\np.start()\nwhile p.pid is not None: time.sleep(9)', '-'],
    ['nor do those that a filter lets through', `${FOUR}left = len([p for p in ps if p.pid])\nwhile left: left -= 1`, '-'],
    ['the signal of its end', 'import signal\np = Process(target=f)\np.start()\nsignal.sigwait({signal.SIGCHLD})\np.join(0)', 'end'],
    ['a flag that the handler of that signal sets', `${HANDLED}p = Process(target=f)\np.start()\nwhile not over: time.sleep(.1)`, 'end'],
    [
      'a flag that it sets, asked for in the loop',
      `${HANDLED}p = Process(target=f)\np.start()\nwhile True:\n  time.sleep(.1)\n  if over: break`,
      'end',
    ],
    ['a flag that it sets when the first has ended', `${HANDLED}${FOUR}while not over: time.sleep(.1)`, '-'],
    ['as many signals as there are processes', `${HANDLED}${FOUR}while number < 4: time.sleep(.1)`, 'end'],
    [
      'a flag of which nobody knows whether the handler sets it',
      `import signal, threading\nover = threading.Event()\nsignal.signal(signal.SIGCHLD, lambda *_: over.set())\np = Process(target=f)\np.start()\nwhile not over.is_set(): time.sleep(.1)`,
      '-',
    ],
    ['one signal less', `${HANDLED}${FOUR}while number < 3: time.sleep(.1)`, '-'],
    ['a loop that ends without the signal', `${HANDLED}p = Process(target=f)\np.start()\nn = 0\nwhile n < 9: n += 1`, '-'],
    [
      'a handler that is told of other signals',
      `${HANDLED.replace('CHLD', 'TERM')}p = Process(target=f)\np.start()\nwhile not over: pass`,
      '-',
    ],
    [
      'a handler that collects all that have ended',
      `import signal\nover = []\ndef note(*_):\n  while True:\n    pid, status = os.waitpid(-1, os.WNOHANG)\n    if pid == 0: return\n    over.append(pid)\nsignal.signal(signal.SIGCHLD, note)\n${FOUR}while len(over) < 4: time.sleep(.1)`,
      'end',
    ],
    ['a pause until it comes', `${HANDLED}p = Process(target=f)\np.start()\nsignal.pause()`, 'end'],
    ['a pause in a loop, until the first has come', `${HANDLED}${FOUR}while not over: signal.pause()`, '-'],
    [
      'process ids of those that have ended are taken out',
      `${FOUR}left = {p.pid for p in ps}\nwhile left:\n  pid, status = os.wait()\n  left.discard(pid)`,
      'end',
    ],
    ['try and finally', 'p = Process(target=f)\ntry:\n  p.start()\nfinally:\n  p.join()', 'end'],
    ['a try around the join', `${FOUR}try:\n  for p in ps: p.join()\nexcept KeyboardInterrupt:\n  for p in ps: p.terminate()`, 'end'],
    ['a daemon that is joined', 'p = Process(target=f, daemon=True)\np.start()\np.join()', 'end'],
    [
      'a number that only a run can tell',
      'n = int(os.environ.get("N", 4))\nps = []\nfor i in range(n):\n  p = Process(target=f)\n  ps.append(p)\n  p.start()\nfor i in range(n): ps[i].join()',
      'end',
    ],
    ['cpu_count', 'ps = [Process(target=f) for _ in range(os.cpu_count())]\nfor p in ps: p.start()\nfor p in ps: p.join()', 'end'],
    [
      'a consumer with a queue',
      'q = mp.Queue()\np = Process(target=f, args=(q,))\np.start()\nwhile True:\n  try:\n    x = q.get(timeout=1)\n  except queue.Empty:\n    break\np.join()',
      'end',
    ],
    [
      'a sentinel in a queue',
      'q = mp.Queue()\np = Process(target=f, args=(q,))\np.start()\nfor x in iter(q.get, None): print(x)\np.join()',
      'end',
    ],
    ['argv decides, nothing is given', 'if len(sys.argv) > 1:\n  sys.exit(1)\np = Process(target=f)\np.start()\np.join()', 'end'],
    ['at exit', 'import atexit\np = Process(target=f)\np.start()\natexit.register(p.join)', 'end'],
    ['at exit, by a decorator', 'import atexit\np = Process(target=f)\n@atexit.register\ndef bye(): p.join()\np.start()', 'end'],
    ['at exit, by its own name', 'from atexit import register\np = Process(target=f)\n@register\ndef bye(): p.join()\np.start()', 'end'],
    [
      'a queue of processes',
      'todo = queue.Queue()\nfor i in range(4):\n  p = Process(target=f)\n  p.start()\n  todo.put(p)\nwhile not todo.empty(): todo.get().join()',
      'end',
    ],
    [
      'a data class',
      'from dataclasses import dataclass\n@dataclass\nclass Job:\n  name: str\n  proc: Process\nj = Job("a", Process(target=f))\nj.proc.start()\nj.proc.join()',
      'end',
    ],
    [
      'a data class that makes its list',
      'from dataclasses import dataclass, field\n@dataclass\nclass Crew:\n  size: int\n  all: list = field(default_factory=list)\n  def go(self):\n    for i in range(self.size):\n      self.all.append(Process(target=f))\n      self.all[-1].start()\n    for p in self.all: p.join()\nCrew(size=4).go()',
      'end',
    ],
    [
      'a data class that starts when it is made',
      'import dataclasses\n@dataclasses.dataclass\nclass Base:\n  n: int\n@dataclasses.dataclass\nclass Job(Base):\n  proc: Process = dataclasses.field(init=False)\n  tag: str = ""\n  def __post_init__(self):\n    self.proc = Process(target=f, args=(self.n,))\n    self.proc.start()\nfor job in [Job(n, "x") for n in range(4)]: job.proc.join()',
      'end',
    ],
    ['methodcaller', `import operator\n${FOUR}list(map(operator.methodcaller("join"), ps))`, 'end'],
    ['attrgetter', `from operator import attrgetter\n${FOUR}for p in ps: attrgetter("join")(p)()`, 'end'],
    ['reduce', `from functools import reduce\n${FOUR}reduce(lambda _, p: p.join(), ps, None)`, 'end'],
    [
      'a generator, step by step',
      'def go():\n  p = Process(target=f)\n  p.start()\n  yield p\n  p.join()\n  yield None\ng = go()\nnext(g)\ng.send(None)',
      'end',
    ],
    ['a generator of joins, taken four times', `${FOUR}${JOINS}j = joins(ps)\nfor _ in ps: next(j)`, 'end'],
    ['a generator of joins, numbered', `${FOUR}${JOINS}for k, code in enumerate(joins(ps)): print(k, code)`, 'end'],
    [
      'a generator that joins until nobody is left',
      `${FOUR}def joins():\n  while ps:\n    p = ps.pop()\n    p.join()\n    yield p.exitcode\nprint(list(joins()))`,
      'end',
    ],
    [
      'a generator that counts on, beside the processes',
      `${FOUR}def count():\n  n = 0\n  while True:\n    yield n\n    n += 1\nfor n, p in zip(count(), ps): p.join()`,
      'end',
    ],
    [
      'a generator that is closed',
      'def go():\n  p = Process(target=f)\n  p.start()\n  try: yield p\n  finally: p.join()\ng = go()\nnext(g)\ng.close()',
      'end',
    ],
    [
      'a context manager that joins what its block starts',
      'from contextlib import contextmanager\n@contextmanager\ndef joined(p):\n  try: yield\n  finally: p.join()\np = Process(target=f)\nwith joined(p): p.start()',
      'end',
    ],
    [
      'exec in a match statement',
      'match os.name:\n  case "nt": n = 2\n  case _: n = 4\nps = [Process(target=f) for _ in range(n)]\nfor p in ps: p.start()\nfor p in ps: p.join()',
      'end',
    ],
    ['join in an else branch as well', 'p = Process(target=f)\np.start()\nif os.name == "nt": p.join()\nelse: p.join(3)', 'end'],
    ['the end printed by an f-string', 'p = Process(target=f)\np.start()\nprint(f"done {p.join()}")', 'end'],
    ['walrus', '(p := Process(target=f)).start()\np.join()', 'end'],
    [
      'exit with the result of main',
      'def main():\n  p = Process(target=f)\n  p.start()\n  p.join()\n  return 0\nif __name__ == "__main__": sys.exit(main())',
      'end',
    ],
    ['raise SystemExit', 'def main():\n  p = Process(target=f)\n  p.start()\n  p.join()\nraise SystemExit(main())', 'end'],
    [
      'a process that has a child of its own',
      'def outer():\n  q = Process(target=f)\n  q.start()\n  q.join()\np = Process(target=outer)\np.start()\np.join()',
      'end end',
    ],
    [
      'a thread that starts and joins',
      'import threading\ndef go():\n  p = Process(target=f)\n  p.start()\n  p.join()\nt = threading.Thread(target=go)\nt.start()\nt.join()',
      'end',
    ],
    [
      'asyncio',
      'import asyncio\nasync def main():\n  p = Process(target=f)\n  p.start()\n  await asyncio.to_thread(p.join)\nasyncio.run(main())',
      'end',
    ],
  ])('%s', (_name, program, expected) => {
    expect(waits(program)).toBe(expected)
  })
})

describe('does not wait for every process', () => {
  test.each<[string, string, string]>([
    ['no join', 'p = Process(target=f)\np.start()', '-'],
    ['no join in a loop', FOUR, '-'],
    ['the last only', `${FOUR}p.join()`, '-'],
    ['the last of a loop that starts', 'for i in range(4):\n  p = Process(target=f)\n  p.start()\np.join()', '-'],
    ['some variables', 'a = Process(target=f)\nb = Process(target=f)\na.start()\nb.start()\na.join()', 'end -'],
    ['the first of a list', `${FOUR}ps[0].join()`, '-'],
    ['the last of a list', `${FOUR}ps[-1].join()`, '-'],
    ['all but the last', `${FOUR}for p in ps[:-1]: p.join()`, '-'],
    ['three by index', `${FOUR}for i in range(3): ps[i].join()`, '-'],
    ['one in the loop by condition', `${FOUR}for i, p in enumerate(ps):\n  if i == 3: p.join()`, '-'],
    ['a loop that breaks', `${FOUR}for p in ps:\n  p.join()\n  break`, '-'],
    ['join without parentheses', 'p = Process(target=f)\np.start()\np.join', '-'],
    ['join without parentheses in a comprehension', `${FOUR}[p.join for p in ps]`, '-'],
    ['map that nobody consumes', `${FOUR}map(lambda p: p.join(), ps)`, '-'],
    ['a generator of joins, taken three times', `${FOUR}${JOINS}j = joins(ps)\nnext(j)\nnext(j)\nnext(j)`, '-'],
    ['a generator of joins, left early', `${FOUR}${JOINS}for k, code in enumerate(joins(ps)):\n  if k == 1: break`, '-'],
    ['a generator of joins beside a shorter list', `${FOUR}${JOINS}for n, code in zip(range(3), joins(ps)): print(n, code)`, '-'],
    [
      'a generator that joins behind each of its values',
      `${FOUR}def joins(ps):\n  for p in ps:\n    yield p\n    p.join()\nj = joins(ps)\nfor _ in ps: next(j)`,
      '-',
    ],
    ['a generator that nobody consumes', `${FOUR}(p.join() for p in ps)`, '-'],
    ['all() stops at the first None', `${FOUR}all(p.join() for p in ps)`, '-'],
    ['a generator that is left before it joins', 'def go():\n  p = Process(target=f)\n  p.start()\n  yield p\n  p.join()\nnext(go())', '-'],
    ['methodcaller that nobody calls', `import operator\n${FOUR}operator.methodcaller("join")`, '-'],
    ['sleep', 'p = Process(target=f)\np.start()\ntime.sleep(2)', '-'],
    ['a function that is never called', `${FOUR}def join_all():\n  for p in ps: p.join()`, '-'],
    ['after a return', 'def main():\n  p = Process(target=f)\n  p.start()\n  return\n  p.join()\nmain()', '-'],
    ['after sys.exit', 'p = Process(target=f)\np.start()\nsys.exit()\np.join()', '-'],
    ['after an endless loop', 'p = Process(target=f)\np.start()\nwhile True: time.sleep(1)\np.join()', '-'],
    ['in a handler only', 'p = Process(target=f)\ntry:\n  p.start()\nexcept OSError:\n  p.join()', '-'],
    ['if False', 'p = Process(target=f)\np.start()\nif False: p.join()', '-'],
    ['daemon', 'p = Process(target=f, daemon=True)\np.start()', '-'],
    ['all() of the living ends with the first', `${FOUR}while all(p.is_alive() for p in ps): time.sleep(.1)`, '-'],
    ['asking once', `${FOUR}if any(p.is_alive() for p in ps): print("alive")`, '-'],
    ['waiting for the beginning', 'p = Process(target=f)\np.start()\nwhile not p.is_alive(): pass', '-'],
    ['connection.wait once for many', `${FOUR}connection.wait([p.sentinel for p in ps])`, '-'],
    ['join before start', 'p = Process(target=f)\nif os.name: p.join()\np.start()', '-'],
    ['join(0)', 'p = Process(target=f)\np.start()\np.join(0)', '-'],
    ['terminate', 'p = Process(target=f)\np.start()\np.terminate()', '-'],
    [
      'the thread is joined, the process not',
      'import threading\np = Process(target=f)\np.start()\nt = threading.Thread(target=f)\nt.start()\nt.join()',
      '-',
    ],
    ['a string is joined', 'p = Process(target=f)\np.start()\nprint(",".join(["a"]))', '-'],
    ['a path is joined', 'p = Process(target=f)\np.start()\nos.path.join("a", "b")', '-'],
    ['overwritten variable', 'p = Process(target=f)\np.start()\np = Process(target=f)\np.start()\np.join()', '- end'],
    [
      'a list that starts anew',
      'for r in range(2):\n  ps = []\n  for i in range(2):\n    p = Process(target=f)\n    p.start()\n    ps.append(p)\nfor p in ps: p.join()',
      '-',
    ],
    ['a result from the queue', 'q = mp.Queue()\np = Process(target=f, args=(q,))\np.start()\nprint(q.get())', '-'],
    ['os.wait once', `${FOUR}os.wait()`, '-'],
    ['the first signal of four', `import signal\n${FOUR}signal.sigwait([signal.SIGCHLD])\nfor p in ps: p.join(0)`, '-'],
    ['a signal of another kind', 'import signal\np = Process(target=f)\np.start()\nsignal.sigwait({signal.SIGUSR1})', '-'],
    ['the worker joins, not main', `${FOUR}def g():\n  for p in ps: p.join()\nq = Process(target=g)\nq.start()\nq.join()`, '- end'],
    ['break when the first has ended', `${FOUR}while True:\n  if any(not p.is_alive() for p in ps): break`, '-'],
    ['start() gives nothing to join', 'p = Process(target=f).start()\nif p: p.join()', '-'],
    ['never kept', 'for i in range(4): Process(target=f).start()', '-'],
    ['a join of its own put into the class', `Process.join = lambda self: time.sleep(1)\n${FOUR}for p in ps: p.join()`, '-'],
    ['a join of its own set in the class', `def rest(self): pass\nsetattr(mp.Process, 'join', rest)\n${FOUR}for p in ps: p.join()`, '-'],
    ['what is not known put into the class', `mp.process.BaseProcess.join = mock()\n${FOUR}for p in ps: Process.join(p)`, '-'],
  ])('%s', (_name, program, expected) => {
    expect(waits(program)).toBe(expected)
  })
})

describe('waits for a pool', () => {
  test.each<[string, string, string]>([
    ['with and map', 'with Pool(4) as pool: print(pool.map(f, [1, 2]))', 'results'],
    ['with and starmap', 'with mp.Pool(4) as pool: pool.starmap(f, [(1,), (2,)])', 'results'],
    ['map, close, join', 'pool = Pool(4)\npool.map(f, [1])\npool.close()\npool.join()', 'end'],
    ['map only', 'pool = Pool(4)\nprint(pool.map(f, [1]))', 'results'],
    ['map and close', 'pool = Pool(4)\npool.map(f, [1])\npool.close()', 'results'],
    ['map, terminate, join', 'pool = Pool(4)\npool.map(f, [1])\npool.terminate()\npool.join()', 'end'],
    ['join in the with block', 'with Pool(4) as pool:\n  pool.map_async(f, [1])\n  pool.close()\n  pool.join()', 'end'],
    ['apply', 'with Pool(4) as pool: pool.apply(f, (1,))', 'results'],
    [
      'apply_async, every get',
      'with Pool(4) as pool:\n  rs = [pool.apply_async(f, (i,)) for i in range(5)]\n  print([r.get() for r in rs])',
      'results',
    ],
    ['apply_async, one get', 'with Pool(4) as pool:\n  rs = [pool.apply_async(f, (i,)) for i in range(5)]\n  print(rs[0].get())', '-'],
    ['apply_async, the last get', 'with Pool(4) as pool:\n  for i in range(5): r = pool.apply_async(f, (i,))\n  r.get()', '-'],
    ['apply_async and no get', 'with Pool(4) as pool:\n  for i in range(5): pool.apply_async(f, (i,))', '-'],
    ['apply_async, close, join', 'pool = Pool(4)\nfor i in range(5): pool.apply_async(f, (i,))\npool.close()\npool.join()', 'end'],
    ['apply_async, wait', 'pool = Pool(4)\nrs = [pool.apply_async(f, (i,)) for i in range(5)]\nfor r in rs: r.wait()', 'results'],
    ['apply_async().get() at once', 'with Pool(4) as pool:\n  for i in range(5): print(pool.apply_async(f, (i,)).get())', 'results'],
    ['while not ready', 'pool = Pool(4)\nr = pool.map_async(f, [1])\nwhile not r.ready(): time.sleep(.1)', 'results'],
    [
      'while not all ready',
      'pool = Pool(4)\nrs = [pool.apply_async(f, (i,)) for i in range(5)]\nwhile not all(r.ready() for r in rs): time.sleep(.1)',
      'results',
    ],
    ['map_async().get()', 'with Pool(4) as pool: print(pool.map_async(f, [1]).get())', 'results'],
    ['map_async().wait()', 'with Pool(4) as pool:\n  r = pool.map_async(f, [1])\n  r.wait()', 'results'],
    ['map_async and nothing', 'with Pool(4) as pool:\n  r = pool.map_async(f, [1])', '-'],
    ['starmap_async', 'with Pool(4) as pool: pool.starmap_async(f, [(1,)]).get()', 'results'],
    ['imap in a loop', 'with Pool(4) as pool:\n  for r in pool.imap(f, [1, 2]): print(r)', 'results'],
    ['imap in a list', 'with Pool(4) as pool: print(list(pool.imap(f, range(5))))', 'results'],
    ['imap with next, every one', 'with Pool(4) as pool:\n  it = pool.imap(f, range(5))\n  for _ in range(5): print(next(it))', 'results'],
    ['imap with next, one', 'with Pool(4) as pool:\n  it = pool.imap(f, range(5))\n  print(next(it))', '-'],
    ['imap that nobody consumes', 'with Pool(4) as pool:\n  pool.imap(f, range(5))', '-'],
    ['imap_unordered', 'with Pool(4) as pool:\n  for r in pool.imap_unordered(f, range(5)): print(r)', 'results'],
    [
      'at module level',
      'pool = Pool(4)\ndef main():\n  print(pool.map(f, [1]))\n  pool.close()\n  pool.join()\nif __name__ == "__main__": main()',
      'end',
    ],
    ['closing', 'from contextlib import closing\nwith closing(Pool(4)) as pool:\n  pool.map(f, [1])\npool.join()', 'end'],
    ['no task, no join', 'pool = Pool(4)\nprint(pool)', '-'],
    ['no task in the with block', 'with Pool(4) as pool: pass', 'results'],
    ['no task, close, join', 'pool = Pool(4)\npool.close()\npool.join()', 'end'],
    ['a context', "with get_context('spawn').Pool(4) as pool: pool.map(f, [1])", 'results'],
    ['multiprocessing.pool.Pool', 'from multiprocessing.pool import Pool as P\nwith P(4) as pool: pool.map(f, [1])', 'results'],
    ['an executor in a with block', 'with ProcessPoolExecutor(4) as ex: ex.submit(f, 1)', 'end'],
    ['an executor and map', 'with concurrent.futures.ProcessPoolExecutor(max_workers=4) as ex: print(list(ex.map(f, [1])))', 'end'],
    ['an executor without with, results taken', 'ex = ProcessPoolExecutor(4)\nprint(list(ex.map(f, [1])))', 'results'],
    ['an executor without with, nothing taken', 'ex = ProcessPoolExecutor(4)\nex.map(f, [1])', '-'],
    [
      'futures, every result',
      'ex = ProcessPoolExecutor(4)\nfs = [ex.submit(f, i) for i in range(5)]\nprint([x.result() for x in fs])',
      'results',
    ],
    ['futures, one result', 'ex = ProcessPoolExecutor(4)\nfs = [ex.submit(f, i) for i in range(5)]\nprint(fs[0].result())', '-'],
    ['wait(futures)', 'ex = ProcessPoolExecutor(4)\nfs = [ex.submit(f, i) for i in range(5)]\nconcurrent.futures.wait(fs)', 'results'],
    ['shutdown', 'ex = ProcessPoolExecutor(4)\nex.submit(f, 1)\nex.shutdown()', 'end'],
    ['shutdown(wait=True)', 'ex = ProcessPoolExecutor(4)\nex.submit(f, 1)\nex.shutdown(wait=True)', 'end'],
    ['shutdown(wait=False)', 'ex = ProcessPoolExecutor(4)\nex.submit(f, 1)\nex.shutdown(wait=False)', '-'],
    [
      'as_completed',
      'ex = ProcessPoolExecutor(4)\nfs = [ex.submit(f, i) for i in range(5)]\nfor x in as_completed(fs): print(x.result())',
      'results',
    ],
    [
      'run_in_executor',
      'import asyncio\nasync def main():\n  loop = asyncio.get_running_loop()\n  ex = ProcessPoolExecutor(4)\n  print(await asyncio.gather(*[loop.run_in_executor(ex, f, i) for i in range(5)]))\nasyncio.run(main())',
      'results',
    ],
  ])('%s', (_name, program, expected) => {
    expect(waits(program)).toBe(expected)
  })
})

describe('a wait under a condition', () => {
  const START = 'p = Process(target=f)\np.start()\n'
  test.each<[string, boolean | undefined]>([
    ['if p.exitcode == 99: p.join()', true],
    ['if p.exitcode == 0: p.join()', true],
    ['if not p.is_alive(): p.join()', true],
    ['p.exitcode == 99 and p.join()', true],
    ['p.join() if p.exitcode else None', true],
    ['while not p.is_alive(): p.join()', true],
    ['if os.environ.get("WAIT"): p.join()', false],
    ['if p.name != "x": p.join()', false],
    ['[q.join() for q in [p] if os.environ.get("WAIT")]', false],
    ['[q.join() for q in [p] if q.is_alive()]', undefined],
    ['[q.join() for q in [p] if q.exitcode]', true],
    ['[q.join() for q in [p] if q]', undefined],
    ['if os.environ.get("WAIT"): p.join()\np.join()', undefined],
    ['if os.environ.get("WAIT"): p.join()\nelse: p.join()', undefined],
    ['if os.environ.get("WAIT"): p.join()\nelse: pass', false],
    ['if os.environ.get("WAIT"):\n  if os.environ.get("TOO"): p.join()\n  else: p.join()', false],
    ['while p.is_alive(): p.join(0.1)', undefined],
    ['if p.is_alive() and p.exitcode is None: p.join()', undefined],
  ])('%s', (wait, whenEnded) => {
    expect(read(START + wait).launches[0]!.wait?.onlyIf?.whenEnded).toBe(whenEnded)
  })

  test.each<[string, boolean | undefined]>([
    ['if os.environ.get("ENOUGH"): break', false],
    ['if p.exitcode == 0: break', false],
    ['if p.exitcode != 0: raise SystemExit(1)', undefined],
    ['if p.exitcode != 0: print("bad")', undefined],
    ['check(p)', undefined],
  ])('a loop over the processes in which, after join(), it says: %s', (more, whenEnded) => {
    const checks = 'def check(p):\n  if p.exitcode: return\n  print("good")\n'
    expect(read(`${checks}${FOUR}for p in ps:\n  p.join()\n  ${more}`).launches[0]!.wait?.onlyIf?.whenEnded).toBe(whenEnded)
  })

  test('a stack that nobody closes waits for nothing', () => {
    expect(waits(`stack = ExitStack()\n${START}stack.callback(p.join)`)).toBe('-')
  })
})

describe('waits for the results of a pool', () => {
  const TASKS = 'p = Pool(4)\nrs = [p.apply_async(f, (n,)) for n in range(5)]\n'
  const FUTURES = 'p = ProcessPoolExecutor(4)\nfs = [p.submit(f, n) for n in range(5)]\n'
  test.each<[string, string, string]>([
    ['by the next() of an iterator', 'p = Pool(4)\nit = p.imap(f, range(5))\nprint([it.next(timeout=5) for _ in range(5)])', 'results'],
    ['not all of them', 'p = Pool(4)\nit = p.imap(f, range(5))\nprint([it.next() for _ in range(4)])', '-'],
    ['by the unbound method', `${TASKS}print(list(map(mp.pool.AsyncResult.get, rs)))`, 'results'],
    ['by that of a future', `${FUTURES}print(list(map(concurrent.futures.Future.result, fs)))`, 'results'],
    ['by wait(), told to wait for all', `${FUTURES}concurrent.futures.wait(fs, return_when=concurrent.futures.ALL_COMPLETED)`, 'results'],
    ['by wait(), told to wait for one', `${FUTURES}concurrent.futures.wait(fs, return_when=concurrent.futures.FIRST_COMPLETED)`, '-'],
    [
      'by futures of asyncio that are made of them',
      `import asyncio\n${FUTURES}async def main(): print(await asyncio.gather(*[asyncio.wrap_future(each) for each in fs]))\nasyncio.run(main())`,
      'results',
    ],
    ['by a library that takes all', 'import statistics\np = Pool(4)\nprint(statistics.mean(p.imap(f, range(5))))', 'results'],
    ['by one that takes none', 'p = Pool(4)\nprint(type(p.imap(f, range(5))))', '-'],
  ])('%s', (_, program, expected) => {
    expect(waits(program)).toBe(expected)
  })
})

describe('waits for what nobody knows', () => {
  test.each<[string, string]>([
    ['what a library makes of the processes', 'for (p,) in itertools.permutations(ps, 1): p.join()'],
    ['what belongs to such a thing', 'np.array(ps).first.join(5)'],
    ['a pool, for all that is known', 'get_pool().map(f, [1])'],
  ])('%s', (_, program) => {
    expect(read(`import itertools, numpy as np\nfrom elsewhere import get_pool\n${program}`).strangeWaits).toMatchObject([{ line: 11 }])
  })

  test.each<[string, number]>([
    ['except ValueError: ps[0].join()', 1],
    ['except: ps[0].join()', 1],
    ['except (KeyboardInterrupt, OSError): ps[0].join()', 1],
    ['except KeyboardInterrupt: ps[0].join()', 0],
    ['except ValueError: print(", ".join(names))', 0],
  ])('when something fails: %s', (handler, number) => {
    expect(read(`try: check(ps)\n${handler}`).strangeWaits).toHaveLength(number)
  })

  test.each<[string, string]>([
    ['a queue', 'q = mp.JoinableQueue()\nq.join()'],
    ['a text', 'os.sep.join(names)'],
    ['a number', '(names + 1).join()'],
    ['in a child', 'def g(t): t.join()\nProcess(target=g).start()'],
    ['in a thread', 'import threading\ndef g(t): t.join()\nthreading.Thread(target=g).start()'],
  ])('%s is none', (_, program) => {
    expect(read(program).strangeWaits).toEqual([])
  })
})

test.each<[string, string[]]>([
  ['loop.add_reader(p.sentinel, done)', ['loop.add_reader(p.sentinel, done)']],
  ['loop.add_reader(p.pid, done)', []],
  ['sel.register(p.sentinel, 1)', ['sel.register(p.sentinel, 1)']],
  ['signal.signal(signal.SIGCHLD, lambda *_: over.set())\nwhile not over.is_set(): time.sleep(.1)', ['not over.is_set()']],
  ['signal.signal(signal.SIGCHLD, lambda *_: over.set())\nover.wait()', ['over.wait()']],
  ['signal.signal(signal.SIGCHLD, signal.SIG_IGN)\nover.wait()', []],
  ['while True:\n  pid, status = os.waitpid(-1, os.WNOHANG)\n  if pid: break', ['os.waitpid(-1, os.WNOHANG)']],
  ['os.waitpid(-1, os.WNOHANG)', []],
])('may wait, or may not: %s', (program, texts) => {
  const started =
    'import signal, threading\nfrom elsewhere import loop, done, sel\nover = threading.Event()\np = Process(target=f)\np.start()\n'
  expect(read(started + program).strangeWaits?.map(({ text, of }) => [text, of])).toEqual(texts.map((text) => [text, 'process']))
})
