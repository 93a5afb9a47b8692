import { describe, expect, test } from 'vitest'
import { type Mistake, here, verdictOn, testMistakes } from './mistakes.ts'

const pool =
  'import time\nfrom multiprocessing import Pool, TimeoutError\ndef square(x):\n    return x * x\ndef slow(x):\n    time.sleep(1)\n'
const executor = 'from concurrent.futures import ProcessPoolExecutor\ndef square(x):\n    return x * x\nex = ProcessPoolExecutor(4)\n'
const four =
  'import sys\nfrom multiprocessing import Process\ndef show(n):\n    print(n)\nps = [Process(target=show, args=(n,)) for n in range(4)]\n'
const started = `${four}for p in ps: p.start()\n`
const tasks = '[1, 2, 3, 4, 5]'

/** A wait that did not take place, or not for long enough, and what is said of it. */
const mistakes: readonly Mistake[] = [
  {
    what: 'results that were not there in time are not waited for',
    question: 'q5',
    language: 'py',
    text: `${pool}with Pool(4) as pool:\n    r = pool.map_async(slow, ${tasks})\n    try:\n        print(r.get(timeout=0.1))\n    except TimeoutError:\n        print("too slow")\n`,
    check: 'joined',
    seen: 'get() of every result, with a time limit, line 10, waits no longer than its limit; main printed "too slow"',
    next: 'What happens when the limit is reached',
  },
  {
    what: 'a wait behind the end of main is not said to be missing',
    question: 'q6',
    language: 'py',
    text: `${started}sys.exit()\nfor p in ps: p.join()\n`,
    check: 'joined',
    seen: 'main does not get past line 7, and so never comes to the wait of line 8',
    next: 'Where does main go from line 7?',
  },
  {
    what: 'a loop that ends before the last process does is told of, and not taken for a wait that something led past',
    question: 'q6',
    language: 'py',
    text: `import time\nfrom multiprocessing import active_children\n${started.replace('print(n)', 'time.sleep(n / 4)\n    print(n)')}while len(active_children()) == 4: time.sleep(0.01)\nprint("over")\n`,
    check: 'joined',
    seen: 'line 10: the answer to this question is another one before the last process has ended; main printed "over"',
    next: 'How many ends does main have to wait for?',
  },
  {
    what: 'so is a loop that the first of several signals ends',
    question: 'q6',
    language: 'py',
    text: `import signal, time\nended = []\nsignal.signal(signal.SIGCHLD, lambda *_: ended.append(1))\n${started.replace('print(n)', 'time.sleep(n / 4)\n    print(n)')}while not ended: time.sleep(0.01)\nprint("over")\n`,
    check: 'joined',
    seen: 'line 11: the answer to this question is another one before the last process has ended; main printed "over"',
    next: 'How many ends does main have to wait for?',
  },
  {
    what: 'a loop that asks for what the processes leave behind does not sleep for a fixed time',
    question: 'q6',
    language: 'py',
    text: `import time\nfrom multiprocessing import Value\ndone = Value("i", 0)\n${started.replace('print(n)', 'print(n)\n    with done.get_lock(): done.value += 1')}while done.value < 4: time.sleep(0.01)\nprint("over")\n`,
    check: 'joined',
    seen: 'main asks again and again whether to go on, line 11, and sleeps in between; nothing in that tells that a process has ended',
    next: 'A process may still run when the answer to that question changes',
  },
  {
    what: 'and one that asks one process of several is not said to ask for none',
    question: 'q6',
    language: 'py',
    text: `import time\n${started}while ps[0].is_alive(): time.sleep(0.01)\n`,
    check: 'joined',
    seen: 'the source does not wait for every process',
    next: 'once for every child',
  },
  {
    what: 'nor is one behind the end of a function',
    question: 'q6',
    language: 'py',
    text: `${four}def main():\n    for p in ps: p.start()\n    print(", ".join(["all", "started"]))\n    return ps\n    print(" and ".join(["all", "ended"]))\n    list(map(Process.join, ps))\nmain()\n`,
    check: 'joined',
    seen: 'main does not get past line 9, and so never comes to the wait of line 11',
    next: 'Where does main go from line 9?',
  },
  {
    what: 'what main logs tells that it went on, as what it prints does',
    question: 'q6',
    language: 'py',
    text: `import logging, time\n${started.replace('print(n)', 'time.sleep(0.5)')}for p in ps: p.join(0.1)\nlogging.warning("too early")\n`,
    check: 'joined',
    seen: 'main printed "WARNING:root:too early"',
    next: 'What happens when the limit is reached',
  },
  {
    what: 'waits that are only prepared are told of',
    question: 'q6',
    language: 'py',
    text: `${started}map(lambda p: p.join(), ps)\n`,
    check: 'joined',
    seen: 'line 7 only prepares the wait',
    next: 'what only when it is asked for its next value',
  },
  {
    what: 'and so is a coroutine that nobody awaits',
    question: 'q6',
    language: 'py',
    text: `import asyncio\n${started}async def wait():\n    for p in ps: p.join()\nasync def main():\n    wait()\nasyncio.run(main())\n`,
    check: 'joined',
    seen: 'line 11 only prepares the wait: what is made there does nothing until somebody awaits it',
    next: 'What does a call of a function with async give',
  },
  {
    what: 'and so are starts',
    question: 'q6',
    language: 'py',
    text: `${four}(p.start() for p in ps)\nfor p in ps: print(p.name)\n`,
    check: 'spawned',
    seen: 'line 6 only prepares the start',
    next: 'what only when it is asked for its next value',
  },
]

const strange = 'import itertools\nfor (p,) in itertools.permutations(ps, 1): p.join()\n'

/** Waits that are as good as any other. */
const waits: readonly (readonly [string, 'q3' | 'q5' | 'q6', string])[] = [
  [
    'results that were there before the limit, in a block that ends the workers',
    'q5',
    `${pool}with Pool(4) as pool:\n    print(pool.map_async(square, ${tasks}).get(timeout=60))\n`,
  ],
  ['a second one behind the end of main', 'q6', `${started}for p in ps: p.join()\nsys.exit()\nfor p in ps: p.join()\n`],
  ['a second one that is only prepared', 'q6', `${started}map(Process.join, ps)\nfor p in ps: p.join()\n`],
  [
    'results that a function of its own takes out of an iterator',
    'q5',
    `${pool}class Over:\n    def __init__(self, it): self.it = it\n    def __iter__(self): return self\n    def __next__(self): return next(self.it)\nwith Pool(4) as pool:\n    print([r for r in Over(pool.imap(square, ${tasks}))])\n`,
  ],
  ['futures that were done before the limit', 'q5', `${executor}print([f.result(60) for f in [ex.submit(square, n) for n in ${tasks}]])\n`],
]

describe.concurrent('a wait in Python', () => {
  testMistakes(mistakes)

  const python = here([{ ...mistakes[0]! }]).length > 0
  test.runIf(python).each(waits)('%s', async (_, question, text) => {
    expect(await verdictOn({ ...mistakes[0]!, question, text })).toMatchObject({ status: 'passed' })
  })

  test.runIf(python)('for something of which nobody knows what it is, is not said to be missing', async () => {
    expect(await verdictOn({ ...mistakes[1]!, text: `${started}${strange}` })).toMatchObject({
      status: 'unclear',
      why: expect.stringContaining('line 8 may wait for every process'),
    })
  })

  test.runIf(python)('by something of which nobody knows what it does with an iterator, is not said to be missing', async () => {
    const text = `import heapq\n${pool}with Pool(4) as pool:\n    print(list(heapq.merge(pool.imap(square, ${tasks}))))\n`
    expect(await verdictOn({ ...mistakes[0]!, text })).toMatchObject({
      status: 'unclear',
      why: expect.stringContaining('line 9 may wait for the pool of line 8'),
    })
  })

  test.runIf(python)('in a secret text that is run as a program, is not said to be missing', async () => {
    const text = `import codecs\n${started}exec(codecs.decode("sbe c va cf: c.wbva()", "rot13"))\n`
    expect(await verdictOn({ ...mistakes[1]!, text })).toMatchObject({
      status: 'unclear',
      why: expect.stringContaining('line 8 may wait for every process'),
    })
  })

  test.runIf(python)('for something of which nobody knows what it is, may be one beside a pause', async () => {
    const text = `import time\n${started}time.sleep(0.01)\n${strange}`
    expect(await verdictOn({ ...mistakes[1]!, text })).toMatchObject({
      status: 'unclear',
      why: expect.stringContaining('may wait for every process'),
    })
  })

  test.runIf(python)('for something of which nobody knows what it is, is none where main went on', async () => {
    const text = `import time\n${started.replace('print(n)', 'time.sleep(n)')}${strange.replace('ps,', 'ps[:1],')}print("too early")\n`
    expect(await verdictOn({ ...mistakes[1]!, text })).toMatchObject({
      status: 'failed',
      seen: expect.stringContaining('main printed "too early"'),
    })
  })
})
