import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSubmission } from '../../submission/read.ts'
import { notebook, type TestCell } from './documents.ts'
import { exercises } from './questions.ts'
import { scratch } from '../scratch.ts'

const readText = (text: string | Uint8Array, name = 'work.ipynb', as?: string) =>
  readSubmission(join(scratch({ [name]: text }), name), { exercises, as })
const readCells = (cells: readonly TestCell[]) => readText(notebook(cells))

/** What each exercise was given, by id. */
const found = async (cells: readonly TestCell[]): Promise<Record<string, string>> => {
  const { answers } = await readCells(cells)
  return Object.fromEntries(answers.map(({ exercise, files }) => [exercise, files[0]!.text.trim()]))
}

const one = 'Running several processes at once, each with memory of its own, so that multiprocessing uses every core.'
const two = 'Threads share memory while processes do not; multithreading is lighter whereas multiprocessing is safer.'
const four = 'A pool holds worker processes and hands tasks to them; a pool saves starting a process for every task.'
const three = "import multiprocessing\n\ndef hello():\n    print('hello')\n\np = multiprocessing.Process(target=hello)\np.start()\np.join()"
const five = 'def cube(x):\n    return x ** 3\n\nwith multiprocessing.Pool(4) as pool:\n    print(pool.map(cube, [1, 2]))'
const six = 'def tell(n):\n    print(n)\n\nfor n in range(4):\n    multiprocessing.Process(target=tell, args=(n,)).start()'
const broughtFive = `# from cell 6\nimport multiprocessing\n\n${five}`

const questions = [
  'What is multiprocessing? Why is it useful?',
  'What are the differences between multiprocessing and multithreading?',
  'Write a code that creates a process.',
  'What is a multiprocessing pool? Why is it used?',
  'How to create a pool of worker processes?',
  'Write a program that creates 4 processes, each prints a different number.',
]
const contents: readonly TestCell[] = [
  ['markdown', one],
  ['markdown', two],
  ['code', three],
  ['markdown', four],
  ['code', five],
  ['code', six],
]

const headedBy = (heading: (number: number, question: string) => TestCell): TestCell[] =>
  contents.flatMap((cell, index) => [heading(index + 1, questions[index]!), cell])

test.each<[string, TestCell[]]>([
  ['questions with numbers', headedBy((number, question) => ['markdown', `**Q${number}. ${question}**`])],
  ['questions in comments', headedBy((number, question) => ['code', `# Q${number} ${question}`])],
  ['questions as bare text in code cells', headedBy((number, question) => ['code', `Q${number}. ${question}`])],
  ['questions in strings with a missing quote', headedBy((number, question) => ['code', `"""Question ${number}: ${question}`])],
  ['labels only', headedBy((number) => ['markdown', `## Question ${number}`])],
  ['answers only', headedBy((number) => ['markdown', `Ans ${number}`])],
  ['bare numbers', headedBy((number) => ['markdown', `${number}.)`])],
  ['questions without numbers', headedBy((_, question) => ['markdown', `### ${question}`])],
  ['numbers in words', headedBy((number) => ['markdown', `Question ${['one', 'two', 'three', 'four', 'five', 'six'][number - 1]}`])],
  ['wrong numbers beside the right questions', headedBy((number, question) => ['markdown', `Q${(number % 6) + 1}. ${question}`])],
  [
    'misspelt questions',
    headedBy((number, question) => ['markdown', `Qestion ${number}: ${question.replace('multiprocessing', 'multiprocesing')}`]),
  ],
  ['a question that wraps', headedBy((number, question) => ['markdown', `Q${number}. ${question.replace(/ (?=\w+ \w+\W*$)/, '\n')}`])],
])('%s', async (_, cells) => {
  expect(await found(cells)).toEqual({
    q1: one,
    q2: two,
    q3: three,
    q4: four,
    q5: broughtFive,
    q6: `# from cell 6\nimport multiprocessing\n\n${six}`,
  })
})

test('all questions on top, the answers below', async () => {
  const cells: TestCell[] = [
    ['markdown', questions.map((question, index) => `Q${index + 1}. ${question}`).join('\n\n')],
    ...headedBy((number) => ['markdown', `Ans ${number}`]),
  ]
  expect(Object.keys(await found(cells))).toEqual(['q1', 'q2', 'q3', 'q4', 'q5', 'q6'])
})

test('answers without any label are told by what they are about', async () => {
  expect(await found([...contents])).toMatchObject({ q1: one, q2: two, q3: three, q4: four })
})

test('a missing heading', async () => {
  const cells = headedBy((number, question) => ['markdown', `Q${number}. ${question}`]).filter((_, index) => index !== 6)
  expect(await found(cells)).toMatchObject({ q3: three, q4: four })
})

test('a numbered list in an answer is no label, and half of the question in it is no question', async () => {
  const list = `${one}\n\n1. It is quick\n2. It is safe\n3. It scales\n\n### Why is it useful?\nBecause of 4. and 5.`
  const cells = headedBy((number, question) => ['markdown', `Q${number}. ${question}`])
  cells[1] = ['markdown', list]
  expect(await found(cells)).toMatchObject({ q1: list, q2: two })
})

test('prose in comments, strings and print becomes text; code beside a written answer becomes a fence', async () => {
  const cells: TestCell[] = [
    ['code', `# Q1\n# Ans: ${one}\n# More of it.`],
    ['code', `Q2\n"""\n${two}\n"""`],
    ['code', `# Q4\nprint("${four}")`],
    ['code', 'x = 1'],
  ]
  expect(await found(cells)).toEqual({ q1: `${one}\nMore of it.`, q2: two, q4: `${four}\n\n\`\`\`python\nx = 1\n\`\`\`` })
})

test('a label that is glued to the code, and one that is run as code', async () => {
  expect(await found([['code', `Ans3.${three}`]])).toEqual({ q3: three })
  expect(
    await found([
      ['code', `Q3`],
      ['code', three],
    ]),
  ).toEqual({ q3: three })
  expect(await found([['code', `# Q3\nq3 = 1\nq3.real`]])).toMatchObject({ q3: 'q3 = 1\nq3.real' })
})

test('what a program needs of earlier cells comes along and is spoken of', async () => {
  const cells: TestCell[] = [
    ['code', 'import os\nimport time as clock\nN, unused = 4, 1\ndef helper(a, b=N):\n    return clock.time()'],
    ['markdown', 'Q3'],
    ['code', 'print([helper(os, x) for x in range(3)])'],
  ]
  const { answers } = await readCells(cells)
  expect(answers[0]?.files[0]?.text).toBe(
    '# from cell 1\nimport os\n\n# from cell 1\nimport time as clock\n\n# from cell 1\nN, unused = 4, 1\n\n# from cell 1\ndef helper(a, b=N):\n    return clock.time()\n\nprint([helper(os, x) for x in range(3)])\n',
  )
  expect(answers[0]?.notes).toEqual([
    'os, clock, N, unused, helper were brought along from cell 1: a program of its own has to import or define what it uses.',
  ])
})

test('names that a program binds itself are not brought along', async () => {
  const cells: TestCell[] = [
    ['code', 'x = y = z = w = e = fn = 1\nclass C: pass'],
    ['markdown', 'Q3'],
    ['code', 'def fn(x, *y):\n    global z\n    z = [w for w in y]\n    with open(x) as e:\n        return lambda C: C\nfn(1)'],
  ]
  expect((await readCells(cells)).answers[0]?.notes).toBeUndefined()
})

test.each([
  ['%matplotlib inline\n!pip install x\nprint(1)', '# %matplotlib inline\n# !pip install x\nprint(1)', /left out/],
  ['%time print(1)', 'print(1)', /made plain Python/],
  ['xs = %time sorted([1])', 'xs = sorted([1])', /made plain Python/],
  [
    '%%capture --no-stderr out\nprint(1)',
    "out = type('Captured', (), {'stdout': '', 'stderr': '', 'outputs': [], 'show': lambda self: None, '__call__': lambda self: None})()  # %%capture --no-stderr out\nprint(1)",
    /made plain Python/,
  ],
  [
    `!pip install ${'one-more '.repeat(9)}\nprint(1)`,
    `# !pip install ${'one-more '.repeat(9)}\nprint(1)`,
    /"!pip install (?:one-more ){5}o…" is/,
  ],
  ['xs = [1]\nxs', 'xs = [1]\nprint(xs)', /has to be printed/],
  [
    'import asyncio\nawait asyncio.sleep(0)',
    "import asyncio\n__import__('asyncio').get_event_loop().run_until_complete(_awaited(lambda: asyncio.sleep(0)))",
    /await outside of a function/,
  ],
  [
    'loop = asyncio.get_running_loop()\nawait loop.run_in_executor(None, f)',
    "loop = __import__('asyncio').get_event_loop()\n__import__('asyncio').get_event_loop().run_until_complete(_awaited(lambda: loop.run_in_executor(None, f)))",
    /await outside of a function/,
  ],
])('what only a notebook understands is made plain: %j', async (source, expected, note) => {
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', source],
  ])
  expect(answers[0]?.files[0]?.text.trim().replace(/^.*set_event_loop.*\nasync def _awaited.*\n\n/, '')).toBe(expected)
  expect(answers[0]?.notes?.join()).toMatch(note)
})

test('a cell that asks for the loop and awaits in functions alone stays as it is', async () => {
  const code = 'import asyncio\nasync def main():\n    await asyncio.sleep(0)\nasyncio.get_event_loop().run_until_complete(main())'
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', code],
  ])
  expect(answers[0]?.files[0]?.text.trim()).toBe(code)
})

test.each([
  ['work.py', ['q3.py', 'work.py']],
  ['"/content/names.txt"', ['q3.py', 'names.txt']],
  ['names', ['q3.py']],
])('what a cell writes to a file stands beside the program, and is no part of it: %s', async (path, files) => {
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', `%%writefile ${path}\nadam`],
    ['code', 'from work import f\nf()'],
  ])
  expect(answers[0]?.files.map((file) => file.path)).toEqual(files)
  expect(answers[0]?.files[0]?.text).not.toMatch(/^adam/m)
})

const written =
  '%%writefile work.py\nfrom multiprocessing import Process\ndef f(): print(1)\nif __name__ == "__main__": Process(target=f).start()'

test.each([
  ['%%writefile work.py\n', '%%writefile -a work.py\n', ''],
  ['%%bash\ncat > work.py <<EOF\n', '%%bash\ncat >> work.py <<EOF\n', '\nEOF'],
  ['%%bash\ntee work.py <<EOF\n', '%%bash\ntee -a work.py <<EOF\n', '\nEOF'],
])('what is written behind the beginning of a file belongs to it: %j', async (begin, goOn, end) => {
  const [first, second] = ['from multiprocessing import Process', 'Process(target=print).start()']
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', `${begin}${first}${end}`],
    ['code', `${goOn}${second}${end}`],
    ['code', '!python work.py'],
  ])
  expect(answers[0]?.files[0]?.text.replace(/\n+/g, '\n')).toBe(`${first}\n${second}`)
})

test.each([
  ['!python work.py', 'runs'],
  ['!{sys.executable} -u ./work.py', 'runs'],
  ['import sys\nprint("it says:")\n!"{sys.executable}" work.py', 'runs'],
  ['%run -i work.py', 'runs'],
  ['%%bash\ncd .\npython3 work.py', 'runs'],
  ['shown = !python work.py\nprint(shown)', 'runs'],
  ['!ls', 'writes'],
])('a file that a cell writes is the program where no cell is: %j', async (source, how) => {
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', written],
    ['code', source],
  ])
  expect(answers[0]?.files[0]?.text).toContain('Process(target=f).start()')
  expect(answers[0]?.notes?.join()).toContain(`The program is work.py, which the notebook ${how}.`)
})

const own = 'from multiprocessing import Process\ndef f():\n    print("a")\np = Process(target=f)\np.start()\np.join()'

test.each<[string, readonly string[]]>([
  ['opened and run', [`open('work.py', 'w').write("""${own}""")\n!python work.py`]],
  [
    'under a name',
    [`code = '''\n${own}\n'''.strip()`, `with open("there/work.py", mode="w") as file:\n    file.write(code)`, '!python there/work.py'],
  ],
  ['by parts', [`f = open('work.py', 'w+')\nf.write("import os\\n")\nf.write('''${own}''')\nf.close()`, '%run work.py']],
  [
    'indented',
    [
      `import textwrap\ncode = textwrap.dedent("""\\\n    ${own.replaceAll('\n', '\n    ')}\n""")\nPath('work.py').write_text(code)`,
      '!python3 work.py',
    ],
  ],
  [
    'run by a process',
    [
      `%%writefile work.py\n${own}`,
      'import subprocess, sys\nres = subprocess.run([sys.executable, "work.py"], text=True)\nprint(res.stdout)',
    ],
  ],
  ['written by print', [`code = """${own}"""\nwith open('work.py', 'w') as file:\n    print(code, file=file)\n!python work.py`]],
  ['written by a function', [`save('work.py', '''${own}''')`, '!python work.py']],
  ['run by the system', [`Path('work.py').write_text("""${own}""")`, 'import os\nos.system("python work.py")']],
])('a text that a cell writes to a file and runs is the program: %s', async (_, cells) => {
  const { program, notes } = await programOf(cells.map((source) => ['code', source]))
  expect(program).toMatch(/^(?:import os\n)?from multiprocessing import Process\ndef f\(\):\n {4}print\("a"\)\np = Process/)
  expect(notes.join()).toContain('The program is work.py, which the notebook runs.')
})

test.each<[string, string]>([
  ['is one of two that nobody is seen to write', `save("""${own}""")\nsave("""${own}\n""")`],
  ['is a line of one', 'write(["import multiprocessing as mp", "p = mp.Process(target=print)"])'],
  ['makes no processes', `open('work.py').write("""print(1)""")`],
  ['stands beside processes of the notebook itself', `save("""${own}""")\np = Process(target=print)`],
])('a text that %s is not', async (_, source) => {
  expect(
    (
      await programOf([
        ['code', source],
        ['code', '!python work.py'],
      ])
    ).program,
  ).toContain(source)
})

test('a notebook that makes its processes itself stays the program, whatever else it writes', async () => {
  const { program } = await programOf([
    ['code', `open('work.py', 'w').write("""${own}""")\n!python work.py`],
    ['code', six],
  ])
  expect(program).toContain(six)
})

const program = 'from multiprocessing import Process\ndef f(): print("a")\np = Process(target=f)\np.start()\np.join()'

test.each([
  [`%%bash\ncat > work.py <<'EOF'\n${program}\nEOF\npython3 work.py`, 'The program is work.py, which the notebook runs.'],
  [
    `%%sh\nmkdir there && cat << "END" > there/work.py\n${program}\nEND\nchmod +x work.py`,
    'The program is work.py, which the notebook writes.',
  ],
  [`%%bash\ntee work.py <<EOF\n${program}\nEOF\npython work.py`, 'Cell 2 writes work.py'],
  [`%%script bash\ncd .\npython3 - <<EOF\n${program}\nEOF`, 'what is no Python in it was left out'],
  [`%%bash\npython3 -u -c '\n${program}\n'\necho done`, 'what is no Python in it was left out'],
  [`%%sh\ncd . && python -c "${program.replaceAll('"', '\\"')}"\necho "done"`, 'what is no Python in it was left out'],
  [`%%script --no-raise-error /usr/bin/python3\n${program}`, 'is for notebooks only'],
  [`%%python3\n${program}`, 'is for notebooks only'],
])('a program that a shell or an interpreter of its own is given is read: %j', async (source, note) => {
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', source],
  ])
  expect(answers[0]?.files[0]?.text).toContain(program)
  expect(answers[0]?.notes?.join()).toContain(note)
})

test.each([
  `%%bash\ncat <<EOF\n${program}\nEOF`,
  `%%bash\ncat > work.txt <<EOF\n${program}\nEOF`,
  `%%bash\npython3 - <<EOF\n${program}`,
  `%%bash\npython3 -c '\n${program}`,
  `%%ruby\npython3 - <<EOF\n${program}\nEOF`,
])('and what only looks like one is not: %j', async (source) => {
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', source],
    ['code', 'print(1)'],
  ])
  expect(answers[0]?.files.some(({ text }) => /^p\.join/m.test(text))).toBe(false)
})

test('a program that stands in a text is no prose', async () => {
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', `code = '''\n${program}\n# and so on, and so on\n'''\nexec(code)`],
  ])
  expect(answers[0]?.files[0]?.text).toContain("code = '''")
})

test.each<[string, string, string]>([
  ['!python work.py anna "b c"', 'import sys', 'import sys; sys.argv[1:] = ["anna","b c"]; import sys'],
  ["%run work.py --n 4 '5'", 'import argparse', 'import sys; sys.argv[1:] = ["--n","4","5"]; import argparse'],
  ['!python3 work.py anna > out.txt', 'import sys', 'import sys; sys.argv[1:] = ["anna"]; import sys'],
  ['!python3 work.py $name', 'import sys', 'import sys'],
  ['!python3 work.py && ls', 'import sys', 'import sys'],
])('the words behind a file that is run go with it: %s', async (command, line, first) => {
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', written.replace('\n', `\n"""Says hello."""\n${line}\n`).replace('print(1)', 'print(sys.argv)')],
    ['code', command],
  ])
  expect(answers[0]?.files[0]?.text.split('\n').slice(0, 3)).toEqual(['"""Says hello."""', first, 'from multiprocessing import Process'])
})

test.each(['from work import f\nf()', 'import work\n!python work.py', 'p = Process(target=print)\n!python work.py', 'print("threads")'])(
  'a file that a cell writes stands beside a program: %j',
  async (source) => {
    const { answers } = await readCells([
      ['markdown', 'Q3'],
      ['code', written],
      ['code', source],
    ])
    expect(answers[0]?.files[0]?.text).not.toContain('Process(target=f).start()')
  },
)

test('a cell that is no Python is left out where others run', async () => {
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', 'def broken(:\n    pass'],
    ['code', 'print(1)'],
  ])
  expect(answers[0]).toMatchObject({ files: [{ text: 'print(1)\n' }], notes: [expect.stringContaining('Cell 2 is no valid Python')] })
})

test('recorded output and the cells are kept as data', async () => {
  const { answers } = await readCells([
    ['markdown', 'Q3'],
    ['code', 'print(1)', '1\n'],
    ['markdown', 'It prints one.'],
  ])
  expect(answers[0]?.origin).toEqual({ file: 'work.ipynb', cells: [1, 2, 3], recorded: '1', text: 'It prints one.' })
})

test('prose where a program was asked is spoken of, and is no answer', async () => {
  const { answers, remarks } = await readCells([
    ['markdown', `Q1\n${one}`],
    ['markdown', 'Q5\nUse the Pool class.'],
  ])
  expect(answers.map(({ exercise }) => exercise)).toEqual(['q1'])
  expect(remarks).toEqual(['"work.ipynb" has text but no program for q5 (cell 2).'])
})

const headed = (numbers: readonly number[]): TestCell[] =>
  contents.flatMap((cell, index): TestCell[] => [['markdown', `Q${numbers[index]}. ${questions[index]}`], cell])

const notesOf = async (cells: readonly TestCell[]): Promise<Record<string, readonly string[]>> => {
  const { answers } = await readCells(cells)
  const own = answers.map(({ exercise, notes = [] }) => [exercise, notes.filter((note) => !note.includes('brought along'))] as const)
  return Object.fromEntries(own.filter(([, notes]) => notes.length > 0))
}

test('a label that was not followed, and an answer without one, are told beside the answer', async () => {
  expect(await notesOf(headed([1, 2, 3, 4, 5, 6]))).toEqual({})
  expect(await notesOf(headed([1, 2, 3, 4, 4, 6]))).toEqual({
    q5: [
      'The label in cell 9 ("Q4. How to create a pool of worker processes?") was not followed: by its question, or by what it says, this was taken as the answer to q5. If so, correct the number.',
    ],
  })
  expect(await notesOf(headed([1, 2, 3, 4, 5, 6]).filter((_, index) => index !== 4))).toEqual({
    q3: ['No label names q3: this answer was told by where it stands and what it says. A line like "Q3" above it makes it sure.'],
  })
})

test('a cell that could be part of another answer is told beside the one that it was given to', async () => {
  const cells: TestCell[] = [...headed([1, 2, 3, 4, 5, 6]), ['code', 'def more(n):\n    return n']]
  cells.splice(10, 2)
  const notes = await notesOf([...cells, ['code', six]])
  expect(Object.values(notes).flat().join('\n')).toMatch(
    /^Cell 12 \("def tell.*…"\) was taken as part of this answer, and may belong to q[56]/m,
  )
})

test('what answers no question that could be told is quoted, and a title is not', async () => {
  const stray = 'Whoever reads this should know that the kitchen of our school was closed on that day, and why.'
  const { remarks } = await readCells([
    ['markdown', '# Assignment\n\nName: A. Learner, batch 3'],
    ['markdown', stray],
    ['markdown', 'A remark of twelve words is none that anybody has to find.'],
    ...headed([1, 2, 3, 4, 5, 6]),
  ])
  expect(remarks).toEqual([
    'Could not tell which question cell 2 of "work.ipynb" answers ("Whoever reads this should know that the kitchen of our scho…"): put its number above, like "Q3".',
  ])
})

test('a TypeScript notebook', async () => {
  const text = notebook(
    [
      ['code', "import { fork } from 'node:child_process'\nconst n: number = 4"],
      ['markdown', 'Q3'],
      ['code', '// go\nfork(String(n))'],
    ],
    4,
    'typescript',
  )
  const { answers } = await readText(text)
  expect(answers[0]).toMatchObject({ language: 'ts', entry: 'q3.ts' })
  expect(answers[0]?.files[0]?.text).toBe(
    "// from cell 1\nimport { fork } from 'node:child_process'\n\n// from cell 1\nconst n: number = 4\n\n// go\nfork(String(n))\n",
  )
})

test('formats 3 to 5', async () => {
  const old = {
    nbformat: 3,
    worksheets: [
      {
        cells: [
          { cell_type: 'heading', level: 1, source: 'Q3' },
          { cell_type: 'code', input: 'print(1)', outputs: [] },
        ],
      },
    ],
  }
  expect((await readText(JSON.stringify(old))).answers).toMatchObject([{ exercise: 'q3', files: [{ text: 'print(1)\n' }] }])
  expect((await readText(notebook([['markdown', 'Q1\ntext']], 5))).answers).toHaveLength(1)
})

test('a whole notebook as the answer to one question, by --as or by its name', async () => {
  const text = notebook([['code', 'print(1)']])
  expect((await readText(text, 'x.ipynb', 'q6')).answers).toMatchObject([{ exercise: 'q6' }])
  expect((await readText(text, 'q5.ipynb')).answers).toMatchObject([{ exercise: 'q5' }])
})

test.each(['work.ipynb.json', 'work.ipynb.txt', 'my work.IPYNB.JSON'])(
  'a notebook stays one where a browser put another kind behind its name: %s',
  async (name) => {
    const text = notebook([['markdown', 'Q1\ntext']])
    expect(await readText(text, name)).toMatchObject({ source: 'notebook', answers: [{ exercise: 'q1' }] })
    const folder = scratch({ [name]: text, 'package.json': '{}' })
    expect(await readSubmission(folder, { exercises })).toMatchObject({ answers: [{ exercise: 'q1' }] })
  },
)

const reason = async (text: string | Uint8Array, name?: string): Promise<string> => {
  const error: unknown = await readText(text, name).then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ name: 'UsageError' })
  return error instanceof Error ? error.message : ''
}

test.each([
  ['broken JSON', '{"nbformat": 4, "cells": [}', /its JSON is broken/],
  ['half a notebook', notebook(contents).slice(0, 300), /breaks off in the middle/],
  ['an empty file', '', /is empty/],
  ['a merge conflict', '{\n<<<<<<< HEAD\n}', /merge conflict/],
  ['no cells', notebook([]), /is a notebook without cells/],
  ['empty cells', notebook([['code', ' \n']]), /holds no answers|tells which question/],
  ['a format to come', notebook([['code', 'x']], 9), /of format 9, and 3 to 5 are read/],
  ['another kind of JSON', '[1, 2]', /is no notebook/],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /is a picture/],
  ['too much text', notebook([['markdown', `Q1 ${'word '.repeat(300_000)}`]]), /at most 1.0 MiB are read/],
])('%s has a reason in one line', async (_, text, expected) => {
  const message = await reason(text)
  expect(message).toMatch(expected)
  expect(message).not.toContain('\n')
})

test('pictures in a notebook cost nothing', async () => {
  const cells = JSON.parse(
    notebook([
      ['markdown', 'Q3'],
      ['code', 'print(1)'],
    ]),
  ) as { cells: { outputs?: unknown[] }[] }
  cells.cells[1]!.outputs = [{ output_type: 'display_data', data: { 'image/png': 'A'.repeat(20 * 1024 * 1024) } }]
  expect((await readText(JSON.stringify(cells))).answers).toHaveLength(1)
})

/** The program that is made of the cells below a heading, after cells that are no answer. */
const programOf = async (own: readonly TestCell[], before: readonly TestCell[] = []) => {
  const { answers, remarks } = await readCells([...before, ['markdown', 'Q3'], ...own])
  const { files, notes = [] } = answers.find(({ exercise }) => exercise === 'q3')!
  return { program: files[0]!.text.trim(), notes, remarks }
}

test.each([
  ['in the cell', [], 'display(1)', 'display'],
  ['in a function of a cell before', ['def f():\n    return str(get_ipython())'], 'print(f())', 'get_ipython'],
  ['behind what must stand first', [], 'from __future__ import annotations\nget_ipython().system("ls")', 'get_ipython'],
] as const)('a name that notebooks have of their own is made where it is used: %s', async (_, before, source, name) => {
  const { program, notes } = await programOf(
    [['code', source]],
    before.map((each) => ['code', each]),
  )
  expect(program.split('\n').filter((line) => !line.startsWith('from __future__'))[0]).toContain(`def ${name}(`)
  expect(notes.join()).toContain(`${name}() is there in every notebook`)
})

test.each([
  ['def display(n): print(n)', 'display(1)'],
  ['from IPython.display import display', 'display(1)'],
  ['display = print', 'display(1)'],
  ['class Screen:\n    def display(self): print(1)', 'Screen().display()'],
])('and not where the learner made it: %j', async (made, used) => {
  const { program } = await programOf([['code', used]], [['code', made]])
  expect(program).not.toContain('**options')
})

test.each([
  ['a line that goes on with %', 'print("%s"\n      % 3)'],
  ['a text with lines like magics', 'print("""one\n! two\n%three\n?four""")'],
  ['a value in the middle', 'x = [1]\nx\ny = 2'],
])('%s is Python as it stands', async (_, source) => {
  expect((await programOf([['code', source]])).program).toBe(source)
})

test.each([
  ['if True:\n    !ls\nprint(1)', 'if True:\n    pass  # !ls\nprint(1)'],
  ['names = !ls\nprint(len(names))', 'names = []  # !ls\nprint(len(names))'],
  ['x = 1\n!python3 -c "import os; print(os.sep)"', 'x = 1\nimport os; print(os.sep)'],
  ['x = 1\n!python3 -c "import os; print($x)"', 'x = 1\n# !python3 -c "import os; print($x)"'],
  ['>>> def f():\n...     print(1)\n...\n>>> f()', 'def f():\n    print(1)\n\nf()'],
  ['x = [1]\nx  # the value', 'x = [1]\nprint(x)  # the value'],
  ['x = 1\nx, x + 1', 'x = 1\nprint((x, x + 1))'],
  ['x = [2, 1]\nsorted(x)', 'x = [2, 1]\nprint(sorted(x))'],
])('a notebook runs %j', async (source, expected) => {
  expect((await programOf([['code', source]])).program).toBe(expected)
})

test('what fills a name, and what it goes on from, comes along, and is no cell without a question', async () => {
  const before = 'count = 1\ncount += 1\nnames = []\nfor n in range(2):\n    names.append(n)\nprint(names)\ntable = {}\ntable["a"] = 1'
  const { program, remarks } = await programOf([['code', 'print(count, names, table)']], [['code', before]])
  expect(program.replaceAll('# from cell 1\n', '').split(/\n+/)).toEqual([
    ...before.split('\n').filter((line) => !line.startsWith('print')),
    'print(count, names, table)',
  ])
  expect(remarks).toEqual([])
})

test('an import with one to fall back on comes along', async () => {
  const tried = 'try:\n    import multiprocess as mp\nexcept ImportError:\n    import multiprocessing as mp'
  expect((await programOf([['code', 'print(mp.cpu_count())']], [['code', tried]])).program).toBe(
    `# from cell 1\n${tried}\n\nprint(mp.cpu_count())`,
  )
})

/** A notebook whose cells at these indices ended with an error. */
const withErrors = (cells: readonly TestCell[], errors: Readonly<Record<number, string>>): string => {
  const made = JSON.parse(notebook(cells)) as { cells: { outputs?: unknown[] }[] }
  for (const [at, ename] of Object.entries(errors)) made.cells[Number(at)]!.outputs = [{ output_type: 'error', ename, traceback: [ename] }]
  return JSON.stringify(made)
}

test('a try that ended with an error is left out where a later cell does without it', async () => {
  const wrong = 'import multiprocessing\np = multiprocessing.Process(target=missing)\np.start()'
  const cells: TestCell[] = [
    ['markdown', 'Q3'],
    ['code', wrong],
    ['code', three],
  ]
  const { answers } = await readText(withErrors(cells, { 1: 'NameError' }))
  expect(answers[0]).toMatchObject({
    files: [{ text: `${three}\n` }],
    notes: ['Cell 2 ended with an error when the notebook was saved, and a later cell tries again, so it was left out.'],
  })
  const interrupted = await readText(withErrors(cells, { 1: 'KeyboardInterrupt' }))
  expect(interrupted.answers[0]?.files[0]?.text).toBe(`${wrong}\n\n${three}\n`)
  const last = await readText(withErrors(cells, { 2: 'NameError' }))
  expect(last.answers[0]?.files[0]?.text).toBe(`${wrong}\n\n${three}\n`)
  const needed = [cells[0]!, ['code', 'import multiprocessing\n1 / 0'], ['code', three.replace('import multiprocessing\n\n', '')]] as const
  expect((await readText(withErrors(needed, { 1: 'ZeroDivisionError' }))).answers[0]?.files[0]?.text).toContain('1 / 0')
})

test('magics that an export to a program wrote out are magics again', async () => {
  const text =
    "# In[1]:\n\n# Q3\nget_ipython().system('pip install x')\nget_ipython().run_line_magic('time', 'print(1)')\n\n# In[2]:\n\nget_ipython().run_cell_magic('time', '', \"print('a')\\n\")\n\n# Q5\nprint(5)\n"
  const { answers } = await readText(text, 'work.py')
  expect(answers[0]?.files[0]?.text).toBe("# !pip install x\nprint(1)\n\n# %%time\nprint('a')\n")
})
