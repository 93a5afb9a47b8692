import { describe, expect, test } from 'vitest'
import { readPython } from '../../source/python.ts'

const PRELUDE = `
import asyncio, time, threading
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
