import { describe, expect, test } from 'vitest'
import { beginningWith } from './python-programs.ts'

const PRELUDE = 'import os\nfrom multiprocessing import Pool, Process\ndef f(x=0): return x * x\nsmall = os.environ.get("SMALL")\n'

const { waits } = beginningWith(PRELUDE)

const USE = 'print(pool.map(f, [1, 2, 3]))\npool.close()\npool.join()'

describe('of a pool that one of several branches makes', () => {
  test.each<[string, string]>([
    ['a conditional expression', `pool = Pool(2) if small else Pool(4)\n${USE}`],
    ['a with block over a conditional expression', 'with (Pool(2) if small else Pool(4)) as pool: pool.map(f, [1])'],
    ['if and else', `if small:\n  pool = Pool(2)\nelse:\n  pool = Pool(4)\n${USE}`],
    ['match', `match small:\n  case "1": pool = Pool(2)\n  case _: pool = Pool(4)\n${USE}`],
    ['a function with two returns', `def make():\n  if small: return Pool(2)\n  return Pool(4)\npool = make()\n${USE}`],
    ['a function that returns in both branches', `def make():\n  if small: return Pool(2)\n  else: return Pool(4)\npool = make()\n${USE}`],
    [
      'an attribute',
      'class Crew:\n  def __init__(self):\n    if small: self.pool = Pool(2)\n    else: self.pool = Pool(4)\nwith Crew().pool as pool: pool.map(f, [1])',
    ],
  ])('every one is waited for: %s', (_name, program) => {
    expect(waits(program).split(' ')).not.toContain('-')
  })

  test('there may be more than two', () => {
    const makes = 'if small == "1": pool = Pool(1)\nelif small: pool = Pool(2)\nelse: pool = Pool(4)\n'
    expect(waits(makes + USE)).toBe('end end end')
  })

  test.each<[string, string, string]>([
    ['nobody waits for either', 'pool = Pool(2) if small else Pool(4)\nr = pool.map_async(f, [1])', '- -'],
    [
      'the other branch has a wait of its own',
      `if small:\n  pool = Pool(2)\n  pool.map_async(f, [1])\nelse:\n  pool = Pool(4)\n  pool.map(f, [1])`,
      '- results',
    ],
    ['the name is bound anew after the branch', `if small: pool = Pool(2)\npool = Pool(4)\n${USE}`, '- end'],
  ])('%s', (_name, program, expected) => {
    expect(waits(program)).toBe(expected)
  })

  test('a process that one of two branches starts', () => {
    const start = 'def begin(n):\n  p = Process(target=f, args=(n,))\n  p.start()\n  return p\n'
    expect(waits(`${start}p = begin(1) if small else begin(2)\np.join()`)).toBe('end')
    expect(waits(`if small:\n  p = Process(target=f)\n  p.start()\nelse:\n  p = Process(target=f, args=(1,))\n  p.start()\np.join()`)).toBe(
      'end end',
    )
  })
})

test('a pool behind an object that hands on what it is asked for', () => {
  const wrap =
    'class Wrap:\n  def __init__(self): self.own = Pool(4)\n  def __getattr__(self, name): return getattr(self.own, name)\npool = Wrap()\n'
  expect(waits(wrap + USE)).toBe('end')
})
