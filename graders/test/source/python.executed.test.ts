/** Programs that hand texts to `exec` and `eval`. */
import { expect, test } from 'vitest'
import { beginningWith } from './python-programs.ts'

const { read, waits } = beginningWith('from multiprocessing import Process\nfrom threading import Thread\ndef f(x=0): print(x)\n')

const lone = 'p = Process(target=f)\np.start()\n'

test.each<[string, string, string]>([
  ['a whole program', `exec('''\n${lone}p.join()\n''')`, 'end'],
  ['a program under a name', `text = """${lone}p.join()"""\ndef main(): exec(text)\nmain()`, 'end'],
  ['a program that was compiled', `exec(compile("""${lone}p.join()\n""", 'here', 'exec'), globals())`, 'end'],
  ['a program without a wait', `exec('''\n${lone}''')`, '-'],
  ['lines that are put together', "exec('p = Process(target=f)\\np.start()')\neval('p.' + 'join()')", 'end'],
  [
    'names with numbers',
    'for i in range(4): exec(f"p{i} = Process(target=f)"); exec(f"p{i}.start()")\nfor i in range(4): exec(f"p{i}.join()")',
    'end end end end',
  ],
  [
    'fewer names',
    'for i in range(4): exec(f"p{i} = Process(target=f)"); exec(f"p{i}.start()")\nfor i in range(3): exec(f"p{i}.join()")',
    'end end end -',
  ],
])('%s', (_, program, expected) => {
  expect(waits(program)).toBe(expected)
})

const lines = (program: string) => read(program).launches.map(({ line, wait }) => [line, wait?.line])

test('a text has the lines of the file that it stands in, and one that is put together the line of the call', () => {
  expect(lines(`text = '''\n${lone}p.join()\n'''\nexec(text)`)).toEqual([[6, 7]])
  expect(lines(`x = 1\nexec("p = Process(target=f)\\np.start()\\n" + "p.join()")`)).toEqual([[5, 5]])
})

test('threads in a text are threads', () => {
  expect(read("exec('''\nThread(target=f).start()\n''')").means).toMatchObject([{ kind: 'threads', line: 5 }])
})

test('a text that is no Python, or carries itself out, is left as it is', () => {
  expect(read(`${lone}exec('p.join(')\n`)).toMatchObject({ fault: null, launches: [{ wait: null }], strangeWaits: [{ line: 6 }] })
  expect(waits(`again = "exec(again); exec(again)"\nexec(again)\n${lone}p.join()`)).toBe('end')
})
