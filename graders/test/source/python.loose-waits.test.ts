import { describe, expect, test } from 'vitest'
import { readPython } from '../../source/python.ts'

const PRELUDE = `
import asyncio, time, threading
import multiprocessing as mp
from multiprocessing import Process
def f(x=0): print(x)
p = Process(target=f)
p.start()
def clock(): return time.monotonic()
`

const waitOf = (program: string) => readPython([{ path: 'q3.py', text: PRELUDE + program }], 'q3.py').launches[0]!.wait

describe('a loop that asks whether the process has ended', () => {
  test.each<[string, boolean | undefined]>([
    ['while p.is_alive(): time.sleep(.1)', undefined],
    ['while True:\n  if not p.is_alive(): break\n  time.sleep(.1)', undefined],
    ['while (n := sum(q.is_alive() for q in [p])) > 0: time.sleep(.1)', undefined],
    ['running = [p]\nwhile len(running) > 0 and any(q.is_alive() for q in running): time.sleep(.1)', undefined],
    ['end = clock() + 9\nwhile p.is_alive():\n  if clock() > end: raise TimeoutError\n  time.sleep(.1)', undefined],
    ['while p.is_alive():\n  for n in range(9):\n    if n > 3: break\n  time.sleep(.1)', undefined],
    ['while p.is_alive():\n  seen = [n for n in range(9) if n > 3]\n  time.sleep(.1)', undefined],
    ['for _ in range(10):\n  if not p.is_alive(): break\n  time.sleep(.1)', true],
    ['tries = 0\nwhile p.is_alive() and tries < 10:\n  time.sleep(.1)\n  tries += 1', true],
    ['tries = 0\nwhile tries < 10:\n  if not p.is_alive(): break\n  tries += 1', true],
    ['end = clock() + .1\nwhile p.is_alive():\n  if clock() > end: break\n  time.sleep(.1)', true],
    ['end = clock() + .1\nwhile p.is_alive():\n  if clock() > end:\n    print("late")\n    break\n  time.sleep(.1)\np.join()', undefined],
  ])('%s', (program, mayGiveUp) => {
    expect(waitOf(program)).toMatchObject({ for: 'end' })
    expect(waitOf(program)?.mayGiveUp).toBe(mayGiveUp)
  })
})

describe('loops that ask processes one by one', () => {
  const [each, ended] = ['for p in list(ps):\n', 'if not p.is_alive():']
  test.each<[string, 'end' | undefined]>([
    [`while ps:\n  ${each}    ${ended} ps.remove(p)`, 'end'],
    [`while ps != []:\n  ${each}    ${ended} ps.remove(p)`, 'end'],
    [`while len(ps) > 1:\n  ${each}    ${ended} ps.remove(p)`, undefined],
    ['while ps:\n  p = ps.pop(0)\n  if p.is_alive(): ps.append(p)', 'end'],
    [`over = []\nwhile len(over) < 4:\n  ${each}    if p not in over and not p.is_alive(): over.append(p)`, 'end'],
    [`over = []\nwhile len(over) < 3:\n  ${each}    if p not in over and not p.is_alive(): over.append(p)`, undefined],
    ['over = set()\nwhile len(over) != 4:\n  for i in range(4):\n    if ps[i].exitcode is not None: over.add(i)', 'end'],
    [`over = 0\nwhile over < 4:\n  over = 0\n  ${each}    ${ended} over += 1`, 'end'],
    [`over = 0\nwhile over < 4:\n  ${each}    ${ended} over += 1`, undefined],
    [`while True:\n  over = 0\n  ${each}    ${ended} over += 1\n  if over == len(ps): break`, 'end'],
    [`tries = 0\nwhile ps and tries < 9:\n  tries += 1\n  ${each}    ${ended} ps.remove(p)`, 'end'],
    ['i = 0\nwhile i < len(ps):\n  if ps[i].is_alive(): time.sleep(.1)\n  else: i += 1', 'end'],
    ['i = 0\nwhile i < len(ps):\n  print(ps[i].is_alive())\n  i += 1', undefined],
    ['i = over = 0\nwhile i < 4:\n  if not ps[i].is_alive(): over += 1\n  i += 1', undefined],
    ['d = dict(enumerate(ps))\nwhile d:\n  for k in list(d):\n    if not d[k].is_alive(): del d[k]', 'end'],
    [`class T: over = 0\nt = T()\nwhile t.over < 4:\n  ${each}    ${ended}\n      t.over += 1\n      ps.remove(p)`, 'end'],
    [`${each}  ${ended} break`, undefined],
    ['over = 0\nwhile over < len(ps): over = sum(not p.is_alive() for p in ps)', 'end'],
    ['over = 0\nwhile over != 4: over = sum(p.exitcode is not None for p in ps)', 'end'],
    ['over = 0\nwhile over <= 3: over = len([p for p in ps if not p.is_alive()])', 'end'],
    ['over = 0\nwhile over < 3: over = len([p for p in ps if not p.is_alive()])', undefined],
    ['while True:\n  if sum(not p.is_alive() for p in ps) >= 4: break', 'end'],
    ['while True:\n  if sum(not p.is_alive() for p in ps) >= 3: break', undefined],
    ['while len(mp.active_children()) > 0: time.sleep(.1)', 'end'],
    ['while not len(mp.active_children()) < 1: time.sleep(.1)', 'end'],
    ['while mp.active_children() != []: time.sleep(.1)', 'end'],
    ['while not mp.active_children() == []: time.sleep(.1)', 'end'],
    ['while len(mp.active_children()) == 5: time.sleep(.1)', undefined],
    ['while len(mp.active_children()) > 1: time.sleep(.1)', undefined],
    ['while not len(mp.active_children()) <= 1: time.sleep(.1)', undefined],
    ['while not len(mp.active_children()) != 5: time.sleep(.1)', undefined],
    ['with mp.Manager():\n  while len(mp.active_children()) > 1: time.sleep(.1)', 'end'],
    ['left = ps\nwhile left == ps:\n  left = [p for p in ps if p.is_alive()]', undefined],
    ['left = ps\nwhile left != []:\n  left = [p for p in ps if p.is_alive()]', 'end'],
    ['while sum(1 for p in ps if p.is_alive()): time.sleep(.1)', 'end'],
    ['while any(True for p in ps if p.is_alive()): time.sleep(.1)', 'end'],
    ['while list(filter(Process.is_alive, ps)): time.sleep(.1)', 'end'],
    ['while not list(filter(lambda p: not p.is_alive(), ps)): time.sleep(.1)', undefined],
    ['while any(p.is_alive() for p in ps):\n  print("too long")\n  break', undefined],
    ['def over():\n  for p in ps:\n    if p.is_alive(): return False\n  return True\nwhile not over(): time.sleep(.1)', 'end'],
    ['def one():\n  for p in ps:\n    if not p.is_alive(): return True\n  return False\nwhile not one(): time.sleep(.1)', undefined],
    ['def runs(p):\n  if p.is_alive(): return True\n  else: return False\nfor p in ps:\n  while runs(p): time.sleep(.1)', 'end'],
    ['def runs(p): return 1 if p.is_alive() else 0\nfor p in ps:\n  while runs(p): time.sleep(.1)', 'end'],
    ['def next_one():\n  for p in ps:\n    if p.is_alive(): return p\nwhile p := next_one(): p.join()', 'end'],
  ])('%s', (program, wanted) => {
    const four = 'ps = [Process(target=f) for _ in range(4)]\nfor p in ps: p.start()\n'
    expect(readPython([{ path: 'q6.py', text: PRELUDE + four + program }], 'q6.py').launches[1]?.wait?.for).toBe(wanted)
  })

  test.each<[string, string[]]>([
    ['while all(p.is_alive() for p in ps): time.sleep(.1)', ['all(p.is_alive() for p in ps)']],
    ['while len(mp.active_children()) > 1: time.sleep(.1)', ['len(mp.active_children()) > 1']],
    ['while any(p.is_alive() for p in ps): time.sleep(.1)', []],
    ['while p.is_alive(): time.sleep(.1)', []],
  ])('%s ends before the last', (program, texts) => {
    const four = 'ps = [Process(target=f) for _ in range(4)]\nfor p in ps: p.start()\n'
    const { unheld } = readPython([{ path: 'q6.py', text: PRELUDE + four + program }], 'q6.py')
    expect(unheld?.map(({ text, why }) => [text, why])).toEqual(texts.map((text) => [text, 'not-last']))
  })
})

describe('a wait for those of which nobody can tell whether they are all', () => {
  const some = 'lambda p: p.name != "a"'
  const maybe = 'import random\nps = [Process(target=f) for _ in range(4) if random.random() < 2]\n'
  test.each<[string, 'surely' | 'perhaps' | 'when ended']>([
    [`for p in filter(${some}, ps): p.join()`, 'perhaps'],
    [`for p in list(filter(${some}, ps)): p.join()`, 'perhaps'],
    [`list(map(Process.join, filter(${some}, ps)))`, 'perhaps'],
    [`[p.join() for p in filter(${some}, ps)]`, 'perhaps'],
    ['for p in [p for p in ps if p.name != "a"]: p.join()', 'perhaps'],
    ['for p in (p for p in ps if p.name != "a"): p.join()', 'perhaps'],
    ['for p in [p for p in ps if not p.is_alive()]: p.join()', 'when ended'],
    ['while ps:\n  for p in [p for p in ps if not p.is_alive()]:\n    p.join()\n    ps.remove(p)', 'surely'],
    ['for p in [p for p in ps if p.is_alive()]: p.join()', 'surely'],
    ['for p in filter(Process.is_alive, ps): p.join()', 'surely'],
    ['for p in [p for p in ps if isinstance(p, Process)]: p.join()', 'surely'],
    [`${maybe}for p in ps: p.start()\nfor p in ps: p.join()`, 'surely'],
  ])('%s', (program, wanted) => {
    const four = 'ps = [Process(target=f) for _ in range(4)]\nfor p in ps: p.start()\n'
    const wait = readPython([{ path: 'q6.py', text: PRELUDE + four + program }], 'q6.py').launches.at(-1)!.wait
    expect(wait).toMatchObject({ for: 'end' })
    expect(wait?.onlyIf === undefined ? 'surely' : wait.onlyIf.whenEnded ? 'when ended' : 'perhaps').toBe(wanted)
  })
})

describe('a wait beside main', () => {
  const TASK = 'async def wait():\n  while p.is_alive(): await asyncio.sleep(.1)\n'
  test.each<[string, boolean | undefined]>([
    ['t = threading.Thread(target=p.join)\nt.start()', true],
    ['t = threading.Thread(target=p.join)\nt.start()\nt.join(.1)', true],
    ['t = threading.Thread(target=p.join)\nt.start()\nt.join()', undefined],
    ['t = threading.Thread(target=p.join)\nt.start()\np.join()', undefined],
    [`${TASK}async def main():\n  asyncio.create_task(wait())\nasyncio.run(main())`, true],
    [`${TASK}async def main():\n  t = asyncio.create_task(wait())\n  await t\nasyncio.run(main())`, undefined],
    [`${TASK}async def main():\n  await asyncio.gather(asyncio.create_task(wait()))\nasyncio.run(main())`, undefined],
    [`${TASK}async def main():\n  ts = [asyncio.create_task(wait())]\n  for t in ts: await t\nasyncio.run(main())`, undefined],
    [`${TASK}async def main():\n  async with asyncio.TaskGroup() as g: g.create_task(wait())\nasyncio.run(main())`, undefined],
  ])('%s', (program, beside) => {
    expect(waitOf(program)).toMatchObject({ for: 'end' })
    expect(waitOf(program)?.beside).toBe(beside)
    expect(waitOf(program)?.mayGiveUp).toBe(beside)
  })
})
