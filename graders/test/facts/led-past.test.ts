import { describe, expect, test } from 'vitest'
import { type Mistake, here, verdictOn, testMistakes } from './mistakes.ts'

const child = 'import time\nfrom multiprocessing import Process\ndef work():\n    time.sleep(0.5)\n    print("child")\n'
const start = 'p = Process(target=work)\np.start()\n'
const follow = 'which line on the way may fail, and where does main go on then?'
const inTry = 'When a line in a try fails, what becomes of the lines behind it?'

const program = (what: string, text: string, seen = '', next = ''): Mistake => ({
  what,
  question: 'q3',
  language: 'py',
  text: child + text,
  check: 'joined',
  seen,
  next,
})

const mistakes: readonly Mistake[] = [
  program(
    'an exception leads past the wait, and main says so at its end',
    `${start}try:\n    n = int("four")\n    p.join()\nexcept ValueError:\n    pass\nprint("main goes on")\n`,
    'before worker 1 ended; line 13 prints that, and stands behind the wait of line 10: something led main past that wait',
    follow,
  ),
  program(
    'an exception leads past the wait, and the handler says so',
    `try:\n    p = Process(target=work)\n    p.start()\n    n = [][0]\n    p.join()\nexcept Exception as e:\n    print(e)\n`,
    'line 12 prints that when something fails in the try of line 6: so main was led past the wait of line 10',
    inTry,
  ),
  program(
    'an exception leads past the wait in a function that is called',
    `def wait(p):\n    if p.exitcode is None:\n        raise RuntimeError\n    p.join()\n${start}try:\n    wait(p)\nexcept RuntimeError:\n    print("not yet")\n`,
    'line 15 prints that when something fails in the try of line 12',
    inTry,
  ),
  program(
    'an exception leads past the wait, beside a sentinel that is no process’s',
    `sentinel = None\n${start}try:\n    n = int("four")\n    p.join()\nexcept ValueError:\n    pass\nprint("main goes on", sentinel)\n`,
    'line 14 prints that, and stands behind the wait of line 11: something led main past that wait',
    follow,
  ),
  program(
    'a block that swallows exceptions',
    `import contextlib\n${start}with contextlib.suppress(OSError):\n    open("/nowhere/at/all")\n    p.join()\nprint("main goes on")\n`,
    'line 12 prints that, and stands behind the wait of line 11',
    follow,
  ),
  program(
    'an exception leads past the wait, out of a line that might have printed anything',
    `${start}try:\n    print(nobody)\n    p.join()\nexcept NameError:\n    pass\nprint("main goes on")\n`,
    'line 13 prints that, and stands behind the wait of line 10',
    follow,
  ),
  program(
    'an exception leads past the wait, and main is so slow that the worker has ended by luck',
    `${start}try:\n    n = int("four")\n    p.join()\nexcept ValueError:\n    time.sleep(1.5)\nprint("main goes on")\n`,
    'main printed "main goes on" before it took note that worker 1 had ended, and no join() is over before that; line 13 prints that, and stands behind the wait of line 10',
    follow,
  ),
  program(
    'a join that is none: somebody put a sleep in its place',
    `import multiprocessing.context\npatch = type.__setattr__\npatch(multiprocessing.context.Process, "join", lambda self: time.sleep(1.5))\n${start}p.join()\nprint("main goes on")\n`,
    'before it took note that worker 1 had ended, and no join() is over before that; line 12 prints that',
    follow,
  ),
]

const says = (text: string) => `${start}${text}`

/** Lines of main's own while the worker is still alive, and a wait all the same. */
const waits: readonly Mistake[] = [
  program(
    'a sentinel that is ready before the process has quite ended',
    `import os\nfrom multiprocessing.connection import wait\ndef closes():\n    print("child", flush=True)\n    os.closerange(3, 64)\n    time.sleep(0.3)\n${start.replace('work', 'closes')}wait([p.sentinel])\nprint("main goes on")\n`,
  ),
  program(
    'the handler goes on to the wait',
    says('try:\n    print(int("four"))\nexcept ValueError as e:\n    print("no number:", e)\np.join()\n'),
  ),
  program(
    'the wait stands in what is done finally',
    says('try:\n    print([][0])\n    p.join()\nexcept IndexError as e:\n    print(e)\nfinally:\n    p.join()\n'),
  ),
  program('the handler waits', says('try:\n    print([][0])\n    p.join()\nexcept IndexError as e:\n    print(e)\n    p.join()\n')),
  program('one function says all', `def say(what): print("main", what)\n${start}say("waits")\np.join()\nsay("goes on")\n`),
  program(
    'a thread says it',
    `import threading\ndef say():\n    print("main waits")\n${start}threading.Timer(0.1, say).start()\np.join()\nprint("main waits")\n`,
  ),
  program(
    'a task beside the wait says it',
    'import asyncio\nasync def say(): print("main waits")\nasync def main():\n    p = Process(target=work)\n    p.start()\n    await asyncio.gather(asyncio.to_thread(p.join), say())\nasyncio.run(main())\n',
  ),
  program(
    'a text says it that is written out behind the wait again',
    `text = "main is here"\n${start}print(text)\np.join()\nprint("main is here")\n`,
  ),
  program(
    'each line stands behind the wait for one of two',
    `p = Process(target=time.sleep, args=(0.5,))\nq = Process(target=work)\np.start()\nq.start()\nq.join()\nprint("one has ended")\np.join()\nprint("both have")\n`,
  ),
  program(
    'the end is told to a thread, which takes note of it when main says so',
    `import threading\n${start}t = threading.Thread(target=p.join)\nt.start()\nt.join()\nprint("main goes on")\n`,
  ),
  program(
    'nobody has to take note of an end',
    `import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n${start}p.join()\nprint("main goes on")\n`,
  ),
  program(
    'another process starts the worker, and takes note of its end',
    `import multiprocessing\nif __name__ == "__main__":\n    p = multiprocessing.get_context("forkserver").Process(target=work)\n    p.start()\n    p.join()\n    print("main goes on")\n`,
  ),
  program('the line goes on behind the wait', says('print("main waits", end=" ", flush=True)\np.join()\nprint("goes on")\n')),
  program('a loop says it until the worker has ended', says('while p.is_alive():\n    print("alive")\n    time.sleep(0.1)\np.join()\n')),
  program(
    'in a loop, a handler says it of another process',
    `ps = [Process(target=time.sleep, args=(n / 3,)) for n in range(3)] + [Process(target=work)]\nfor p in ps: p.start()\nfor p in ps:\n    try:\n        p.join()\n        print([][0])\n    except IndexError as e:\n        print("nothing there:", e)\n`,
  ),
]

describe.concurrent('main prints while a worker is alive', () => {
  testMistakes(mistakes)

  test.each(here(waits))('$what: it waits', async (each) => {
    expect(await verdictOn(each)).toMatchObject({ status: 'passed' })
  })
})
