/** What single lines of a Python program change. */
import { expect, test } from 'vitest'
import { namesMade } from '../../source/flows/made.ts'
import { readPython } from '../../source/python.ts'

const head = 'from multiprocessing import Process\nfrom dataclasses import dataclass, field\ndef work(): print(1)\n'
const read = (text: string) => readPython([{ path: 'q3.py', text: head + text }], 'q3.py')
const waitIn = (text: string) => read(text).launches[0]?.wait
const started = 'p = Process(target=work)\np.start()\n'

const endingBy = (how: string) => `${started}def fail():\n    ${how}\nfail()\np.join()\n`

const someOf = (condition: string) =>
  `ps = [Process(target=work) for i in range(4)${condition}]\nfor p in ps: p.start()\nfor p in ps: p.join()\n`

const askedOf = (what: string) => `${started}names = ['a']\nnames.extend(${what})\nif len(names) == 4:\n    p.join()\n`

const daemonIs = (value: string) => read(`p = Process(target=work)\np.daemon = ${value}\np.start()\n`).launches[0]?.letGo

const ifLongerThan2000 = (times: string) => waitIn(`data = [0] * ${times}\n${started}if len(data) > 2000:\n    p.join()\n`)

const letGoBy = (making: string) => read(`class W(Process):\n    pass\np = W(${making})\np.start()\np.join()\n`).launches[0]?.letGo

test('what a worker does by run() is not done by main', () => {
  const subclass = 'class W(Process):\n    def run(self): print(1)\n'
  expect(read(`${subclass}W().run()\n`).ranByMain).toHaveLength(1)
  expect(read(`${subclass}def act(): W().run()\np = Process(target=act)\np.start()\np.join()\n`).ranByMain).toEqual([])
})

test('behind a function that ends the program nobody waits', () => {
  expect(waitIn(endingBy('pass'))).toMatchObject({ for: 'end' })
  expect(waitIn(endingBy('raise SystemExit'))).toBe(null)
})

test('how many are started is not told where a condition decides', () => {
  expect(read(someOf('')).launches[0]?.count).toBe(4)
  expect(read(someOf(' if ask(i)')).launches[0]?.count).not.toBe(4)
})

test('how long a list is that took in nobody knows what, nobody knows', () => {
  expect(waitIn(askedOf("['b', 'c', 'd']"))).not.toHaveProperty('onlyIf')
  expect(waitIn(askedOf('ask()'))).toHaveProperty('onlyIf')
})

test('daemon = False lets nothing go', () => {
  expect(daemonIs('True')).toMatchObject({ line: 5 })
  expect(daemonIs('False')).toBe(null)
})

test('a field that is not asked for takes no argument', () => {
  const job = '@dataclass\nclass Job:\n    done: list = field(init=False, default_factory=list)\n    p: Process = None\n'
  expect(waitIn(`${job}j = Job(Process(target=work))\nj.p.start()\nj.p.join()\n`)).toMatchObject({ for: 'end' })
})

test('a single letter becomes a name with a number behind it, and a word within any', () => {
  const isMade = namesMade(() => ({ names: ['known'], texts: ['s', 'square'] }))
  expect(['known', 's', 's1', 'square', 'square_0', 'my_square'].map(isMade)).toEqual([true, true, true, true, true, true])
  expect(['results', 'sum', 's1x', 'knowns'].map(isMade)).toEqual([false, false, false, false])
})

test.each(Object.getOwnPropertyNames(Object.prototype))('%s, which every object of JavaScript has, is no method of Python’s', (name) => {
  const imports = 'import os\nfrom multiprocessing import Pool\nfrom contextlib import ExitStack\n'
  const things = 'pool = Pool(2)\ntask = pool.apply_async(work)\nstack = ExitStack()\nlines = (n for n in [1])\n'
  const calls = ['p', 'pool', 'task', 'stack', 'lines', '[]', '{}', 'os'].map((of) => `${of}.${name}\n${of}.${name}(1)\n`).join('')
  expect(waitIn(`${imports}${started}${things}${calls}p.join()\n`)).toMatchObject({ how: 'join()' })
})

test('a subclass of Process that says nothing of how it is made is made as a Process is', () => {
  expect(letGoBy('target=work, daemon=True')).toMatchObject({ line: 6 })
  expect(letGoBy('target=work')).toBe(null)
})

test('of a list that is multiplied no more is made than is kept, and how long it is nobody knows then', () => {
  expect(ifLongerThan2000('10**10')).toHaveProperty('onlyIf')
  expect(ifLongerThan2000('3000')).toHaveProperty('onlyIf')
  expect(ifLongerThan2000('1000')).toBe(null)
})

const startedIn = (head: string) => read(`${head}    p = Process(target=work)\n    p.start()\n    p.join()\n`).launches

test('how much a generator gives, nobody knows', () => {
  const generator = 'def numbers():\n    while ask(): yield 1\n'
  expect(startedIn(`${generator}for n in numbers():\n`)).toMatchObject([{ count: null }])
  expect(startedIn('for n in [1, 2]:\n')).toMatchObject([{ count: 2 }])
})

test('a list that is multiplied by nobody knows what holds something', () => {
  expect(startedIn('for n in [0] * ask():\n')).toMatchObject([{ count: null, wait: { for: 'end' } }])
})

test('the names behind a star and behind two take what is left over', () => {
  const ps = 'ps = [Process(target=work) for i in range(3)]\n'
  const run = (chosen: string) =>
    read(
      `${ps}def begin(first, *more, last=None, **others):\n    ${chosen}.start()\n    ${chosen}.join()\n`.concat(
        'begin(1, ps[0], last=ps[1], other=ps[2])\n',
      ),
    ).launches
  for (const chosen of ['more[0]', 'last', "others['other']"]) expect(run(chosen)).toMatchObject([{ wait: { for: 'end' } }])
  for (const chosen of ['first', "others['last']"]) expect(run(chosen)).toEqual([])
})

const told = (handler: string) =>
  read(`try:\n    p = Process(target=work)\n    p.start()\n    p.join()\nexcept Exception as e:\n    print(e)\n${handler}`)
    .printings!().map(({ past }) => past?.tried !== undefined && past.tried !== null)

test('a line of a handler tells of an exception only where the handler does nothing but tell of it', () => {
  expect(told('')).toContain(true)
  expect(told('    recover()\n')).not.toContain(true)
})

test('of functions that call each other too deeply to be followed nothing is told, but what the text names', () => {
  const blocks = Array.from({ length: 30 }, (_, depth) => `${'    '.repeat(depth + 1)}if True:\n`).join('')
  const steps = Array.from({ length: 390 }, (_, step) => `def f${step}(p):\n${blocks}${'    '.repeat(31)}f${step + 1}(p)\n`).join('')
  const { means, launches, fault } = read(`${steps}def f390(p): p.join()\n${started}f0(p)\n`)
  expect({ names: means.map(({ name }) => name), launches, fault }).toEqual({
    names: ['Process of multiprocessing'],
    launches: [],
    fault: null,
  })
})
