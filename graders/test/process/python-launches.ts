import { times, type Launch } from './launch.ts'

const program = (main: string, work = `print('child', flush=True)`) => ({
  'main.py': `import multiprocessing, os, subprocess, sys, time\n\n\ndef work(n=0):\n    ${work}\n\n\nif __name__ == '__main__':\n    ${main.replaceAll('\n', '\n    ')}\n`,
})

const square = 'return n * n'
const main = 'main: "parent\\n", code 0'
const child = 'main/fork: "child\\n", code 0, reaped'
const done = `print('parent')`
/** Sleeps as long as it takes a parent to end it. */
const long = 'time.sleep(20)'

const byMethod = (method: string, process: string, helpers: readonly string[], settled = 'time.sleep(0.5)\n'): readonly Launch[] => [
  {
    how: `Process, by ${method}`,
    files: program(`p = multiprocessing.get_context('${method}').Process(target=work)\np.start()\np.join()\n${done}`),
    seen: [main, `${process}: "child\\n", code 0, reaped`, ...helpers],
  },
  {
    how: `a pool that is closed and joined, by ${method}`,
    files: program(
      `pool = multiprocessing.get_context('${method}').Pool(2)\nprint(pool.map(work, [1, 2, 3]))\npool.close()\npool.join()`,
      square,
    ),
    seen: ['main: "[1, 4, 9]\\n", code 0', ...times(2, `${process}: code 0, reaped`), ...helpers],
  },
  {
    how: `a process that is killed and one that fails, by ${method}`,
    files: program(
      `c = multiprocessing.get_context('${method}')\np = c.Process(target=work, args=(20,))\np.start()\n${settled}p.kill()\np.join()\nq = c.Process(target=work, args=('no',))\nq.start()\nq.join()\n${done}`,
      'time.sleep(n)',
    ),
    seen: [main, `${process}: SIGKILL, reaped`, `${process}: code 1, reaped`, ...helpers],
  },
]

export const pythonLaunches: readonly Launch[] = [
  ...byMethod('fork', 'main/fork', [], ''),
  ...byMethod('spawn', 'main/spawn', ['main/resource_tracker: code 0']),
  ...byMethod('forkserver', 'main/forkserver/fork', ['main/resource_tracker: code 0', 'main/forkserver: code 0']),
  {
    how: 'subclasses of Process, four of them, with what they print unflushed',
    files: {
      'main.py': `from multiprocessing import Process\n\nclass Worker(Process):\n    def __init__(self, n):\n        super().__init__()\n        self.n = n\n\n    def run(self):\n        print(self.n)\n\nworkers = [Worker(n) for n in range(4)]\nfor w in workers:\n    w.start()\nfor w in workers:\n    w.join()\n${done}\n`,
    },
    seen: [main, ...[0, 1, 2, 3].map((n) => `main/fork: "${n}\\n", code 0, reaped`)],
  },
  {
    how: 'a process that is not joined, which Python joins at the end',
    files: program(`multiprocessing.Process(target=work).start()\n${done}`),
    seen: [main, child],
  },
  {
    how: 'a process that exits with a code of its own, and one that ends itself',
    files: program(
      `for n in (7, None):\n    p = multiprocessing.Process(target=work, args=(n,))\n    p.start()\n    p.join()\n${done}`,
      'sys.exit(n) if n else os.kill(os.getpid(), 6)',
    ),
    seen: [main, 'main/fork: code 7, reaped', 'main/fork: SIGABRT, reaped'],
  },
  {
    how: 'a queue and a pipe',
    files: program(
      `q, (here, there) = multiprocessing.Queue(), multiprocessing.Pipe()\np = multiprocessing.Process(target=work, args=((q, there),))\np.start()\nprint(q.get(), here.recv())\np.join()`,
      `n[0].put(25), n[1].send('sent')`,
    ),
    seen: ['main: "25 sent\\n", code 0', 'main/fork: code 0, reaped'],
  },
  {
    how: 'a manager, whose server serves',
    files: program(
      `with multiprocessing.Manager() as m:\n    found = m.list()\n    p = multiprocessing.Process(target=work, args=(found,))\n    p.start()\n    p.join()\n    print(*found)`,
      'n.append(25)',
    ),
    seen: ['main: "25\\n", code 0', ...times(2, 'main/fork: code 0, reaped')],
  },
  {
    how: 'a ProcessPoolExecutor',
    files: program(
      `from concurrent.futures import ProcessPoolExecutor\nwith ProcessPoolExecutor(1) as pool:\n    print(list(pool.map(work, [1, 2])))`,
      square,
    ),
    seen: ['main: "[1, 4]\\n", code 0', 'main/fork: code 0, reaped'],
  },
  {
    how: 'a program of its own by subprocess, with and without an environment',
    files: program(
      `subprocess.run([sys.executable, '-c', 'print("child")'])\nsubprocess.run([sys.executable, '-c', 'print("child")'], env={})\n${done}`,
    ),
    seen: [main, ...times(2, 'main/python: "child\\n", code 0, reaped')],
  },
  {
    how: 'a program started by posix_spawn, and one that fork and exec make',
    files: program(
      `for child in (os.posix_spawn(sys.executable, ['python3', '-c', 'print("child")'], {}), os.fork() or os.execve(sys.executable, ['python3', '-c', 'print("child")'], {})):\n    os.waitpid(child, 0)\n${done}`,
    ),
    seen: [main, ...times(2, 'main/python: "child\\n", code 0, reaped')],
  },
  {
    how: 'a shell, and a program in it',
    files: program(`subprocess.run('"' + sys.executable + '" -c "print(1)"; true', shell=True)\n${done}`),
    seen: [main, 'main/sh: code 0, reaped', 'main/sh/python: "1\\n", code 0, reaped'],
  },
  {
    how: 'fork, and a child that leaves at once, and one that writes below print',
    files: program(
      `for n in (1, 2):\n    if os.fork() == 0:\n        os.write(1, b'child\\n')\n        os._exit(n)\n    os.wait()\n${done}`,
    ),
    seen: [main, 'main/fork: "child\\n", code 1, reaped', 'main/fork: "child\\n", code 2, reaped'],
  },
  {
    how: 'a daemon that outlives its parent',
    files: program(
      `if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        os.closerange(3, 64)\n        time.sleep(0.3)\n        print('child')\n        os._exit(0)\n    os._exit(0)\nos.wait()\n${done}`,
    ),
    seen: [main, 'main/fork: code 0, reaped', 'main/fork/fork: "child\\n", code 0'],
  },
  {
    how: 'a daemonic process, which is ended with its parent',
    files: program(`multiprocessing.Process(target=work, daemon=True).start()\n${done}`, long),
    seen: [main, 'main/fork: SIGTERM, reaped'],
  },
  {
    how: 'programs that write to nowhere and to a file',
    files: program(
      `with open('out.txt', 'w') as f:\n    for out in (subprocess.DEVNULL, f):\n        subprocess.run([sys.executable, '-c', 'print(1)'], stdout=out)\n${done}`,
    ),
    seen: [main, ...times(2, 'main/python: code 0, reaped')],
  },
  {
    how: 'threads, which are no processes',
    files: program(`import threading\nt = threading.Thread(target=work)\nt.start()\nt.join()\n${done}`),
    seen: ['main: "child\\nparent\\n", code 0'],
  },
  {
    how: 'a main that fails, and one that ends with a code',
    files: program(`subprocess.run([sys.executable, '-c', 'raise SystemExit(4)'])\nraise ValueError('no')`),
    seen: ['main: code 1', 'main/python: code 4, reaped'],
  },
]
