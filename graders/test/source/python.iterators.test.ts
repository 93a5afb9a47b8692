import { describe, expect, test } from 'vitest'
import { beginningWith, FOUR } from './python-programs.ts'

const PRELUDE = `
import itertools, operator, sys, time
from elsewhere import take
from multiprocessing import Pool, Process
def f(x=0): print(x)
def join(p): p.join()
class Over:
  def __init__(self, it): self.it = it
  def __iter__(self): return self
  def __next__(self): return next(self.it)
`

const { read, waits } = beginningWith(PRELUDE)

describe('processes that come out of an iterator', () => {
  test.each<[string, string]>([
    ['for p, _ in itertools.zip_longest(ps, "ab"): p.join()', 'end'],
    ['for _, q in zip(itertools.tee(ps)[1], ps): q.join()', 'end'],
    ['a, b = itertools.tee(ps)\nfor p in b: p.join()', 'end'],
    ['for p in itertools.chain(ps[:2], ps[2:]): p.join()', 'end'],
    ['itertools.chain(map(join, ps))', '-'],
    ['list(itertools.chain(map(join, ps)))', 'end'],
    ['list(itertools.islice(map(join, ps), 3))', '-'],
    ['for p in itertools.islice(ps, 1, None): p.join()', '-'],
    ['for p in itertools.takewhile(lambda p: p is not ps[3], ps): p.join()', '-'],
    ['for p in itertools.dropwhile(lambda p: p is ps[0], ps): p.join()', '-'],
    ['for p in itertools.filterfalse(lambda p: p is None, ps): p.join()', 'end'],
    ['for two in itertools.batched(ps, 3):\n  for p in two: p.join()', 'end'],
    ['for p, q in itertools.pairwise(ps):\n  p.join()\n  q.join()', 'end'],
    ['for p, q in itertools.pairwise(ps): p.join()', '-'],
    ['for p, how in itertools.product(ps, ("join", "close")): getattr(p, how)()', 'end'],
    ['*_, last = itertools.accumulate(ps, lambda before, p: p.join(), initial=None)', '-'],
    ['*_, last = itertools.accumulate(ps, lambda before, p: p.join(), initial=0)', 'end'],
    ['list(map(lambda p, _: p.join(), ps, itertools.count()))', 'end'],
    ['it = iter(ps)\nwhile (p := next(it, None)) is not None: p.join()', 'end'],
    ['it = iter(ps)\nwhile True:\n  try: next(it).join()\n  except StopIteration: break', 'end'],
    ['it = iter(ps)\nif (p := next(it, None)) is not None: p.join()', '-'],
    ['for p in Over(iter(ps)): p.join()', 'end'],
    ['qs = []\nqs[:] = map(join, ps)', 'end'],
    ['qs = ps[:]\nqs[:1] = []\nfor p in qs: p.join()', '-'],
    ['qs = ps[:]\ndel qs[:]\nfor p in qs: p.join()', '-'],
    ['qs = [None] * 4\nqs[:] = ps\nwhile qs:\n  p, *qs = qs\n  p.join()', 'end'],
  ])('%s', (program, expected) => {
    expect(waits(FOUR + program)).toBe(expected)
  })
})

describe('results that come out of an iterator', () => {
  const TASKS = 'out = []\npool = Pool(4)\nit = pool.imap(f, range(1, 6))\n'
  test.each<[string, string]>([
    ['out[:] = it', 'results'],
    ['while (r := next(it, None)) is not None: out.append(r)', 'results'],
    ['if (r := next(it, None)) is not None: out.append(r)', '-'],
    ['while True:\n  r = next(it, None)\n  if r is None: break\n  out.append(r)', 'results'],
    ['while True:\n  try: out.append(next(it))\n  except StopIteration: break', 'results'],
    ['print(list(itertools.islice(it, 5)))', 'results'],
    ['print(list(itertools.islice(it, 2)))', '-'],
    ['print([b for a, b in itertools.zip_longest(range(5), it)])', 'results'],
    ['print(itertools.zip_longest(range(5), it))', '-'],
    ['a, b = itertools.tee(it)\nprint(list(a))', 'results'],
    ['a, b = itertools.tee(it)', '-'],
    ['print([r for r in Over(it)])', 'results'],
    ['print(frozenset(it))', 'results'],
    ['sys.stdout.writelines(map(str, it))', 'results'],
  ])('%s', (program, expected) => {
    expect(waits(TASKS + program)).toBe(expected)
  })

  test('nobody can tell whether what is handed to a stranger is taken', () => {
    expect(waits(`${TASKS}take(it)`)).toBe('-')
    expect(read(`${TASKS}take(it)`).strangeWaits).toMatchObject([{ of: 'pool', text: 'take(it)' }])
    expect(read(`${FOUR}take(map(join, ps))`).strangeWaits).toMatchObject([{ of: 'process' }])
    expect(read(`${FOUR}take(map(f, ps))`).strangeWaits).toEqual([])
  })
})

describe('names that are looked up in the whole file', () => {
  const NAMED = 'for i in range(4):\n  globals()[f"p{i}"] = Process(target=f, args=(i,))\n  globals()[f"p{i}"].start()\n'
  test.each<[string, string]>([
    [`${NAMED}for i in range(4): globals()[f"p{i}"].join()`, 'end'],
    [`${NAMED}for p in (p0, p1, p2, p3): p.join()`, 'end'],
    [`${NAMED}for p in (p0, p1, p2): p.join()`, '-'],
    ['p = Process(target=f)\np.start()\nsys.modules[__name__].p.join()', 'end'],
    ['def main():\n  p = Process(target=f)\n  p.start()\n  locals()["p"].join()\nmain()', '-'],
  ])('%s', (program, expected) => {
    expect(waits(program)).toBe(expected)
  })
})
