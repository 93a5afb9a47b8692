import { describe, expect, test } from 'vitest'
import { readPython } from '../../source/python.ts'

const PRELUDE = `
import asyncio, trio
from multiprocessing import Process
def f(x=0): print(x)
p = Process(target=f)
p.start()
async def wait(): p.join()
async def both(one): await one
class Running:
  async def __aenter__(self): return self
  async def __aexit__(self, *_): p.join()
`

const read = (program: string) => readPython([{ path: 'q3.py', text: PRELUDE + program }], 'q3.py')

describe('a wait in a coroutine', () => {
  test.each<[string, 'end' | undefined]>([
    ['asyncio.run(wait())', 'end'],
    ['trio.run(wait)', 'end'],
    ['asyncio.get_event_loop().run_until_complete(wait())', 'end'],
    ['async def main(): await wait()\nasyncio.run(main())', 'end'],
    ['async def main():\n  w = wait()\n  print("soon")\n  await w\nasyncio.run(main())', 'end'],
    ['async def main(): await both(wait())\nasyncio.run(main())', 'end'],
    ['async def main(): await asyncio.gather(*[wait() for _ in range(2)])\nasyncio.run(main())', 'end'],
    ['async def main(): await asyncio.wait([wait()])\nasyncio.run(main())', 'end'],
    ['async def main():\n  async with Running(): pass\nasyncio.run(main())', 'end'],
    ['async def main(): wait()\nasyncio.run(main())', undefined],
    ['async def main(): both(wait())\nasyncio.run(main())', undefined],
    ['async def main(): await wait()\nmain()', undefined],
    ['wait()', undefined],
    ['w = wait()', undefined],
  ])('%s', (program, expected) => {
    expect(read(program).launches[0]!.wait?.for).toBe(expected)
  })

  test('that nobody awaits is told of', () => {
    expect(read('async def main():\n  wait()\nasyncio.run(main())').dropped).toMatchObject([
      { text: 'wait()', what: 'wait', needs: 'await' },
    ])
    expect(read('map(Process.join, [p])').dropped).toMatchObject([{ what: 'wait', needs: 'values' }])
  })
})
