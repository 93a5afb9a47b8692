import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { joinery } from '../command.ts'
import { sharedScratch } from '../scratch.ts'

const root = sharedScratch()

/** Lays out a file, or an empty folder where a path ends in a slash, and gives its path. */
const given = (path: string, content: string | Buffer = ''): string => {
  const folder = path.endsWith('/') ? path : path.slice(0, path.lastIndexOf('/') + 1)
  mkdirSync(join(root, folder), { recursive: true })
  if (!path.endsWith('/')) writeFileSync(join(root, path), content)
  return join(root, path)
}

/** A link to itself, and its path. */
const turning = (name: string): string => {
  symlinkSync(name, join(root, name))
  return join(root, name)
}

const isRoot = process.getuid?.() === 0

interface Case {
  readonly what: string
  readonly args: readonly string[]
  readonly says: RegExp
  readonly env?: Readonly<Record<string, string>>
}

/** Where the system makes no folders, whoever asks, and anybody may make a link. */
const noSuchPlace: readonly Case[] = [
  {
    what: 'results where no folder can be made',
    args: ['grade', given('class-of-one/Ada/q1.md').slice(0, -10), '--unsandboxed', '--out', '/proc/no/place'],
    says: /\/proc\/no\/place cannot be written: there is no such folder\. Give another --out/,
  },
  {
    what: 'a pack where no folder can be made',
    args: ['pack', 'github', '--to', '/proc/no/place'],
    says: /cannot be written: there is no such folder/,
  },
  {
    what: 'a path that cannot be followed, though something is there',
    args: ['check', turning('round.py')],
    says: /"[^"]*round\.py" is a link that leads to itself/,
  },
]

const cases: readonly Case[] = [
  { what: 'a question that is nearly one', args: ['check', 'q33'], says: /there is no question "q33": did you mean q3\?/ },
  { what: 'a question in full', args: ['check', 'question-5'], says: /did you mean q5\?/ },
  { what: 'a word that is nothing', args: ['check', 'everything'], says: /no question or file "everything": the questions are q1, q2, / },
  {
    what: 'an option that npm kept, as npm tells it',
    args: ['check', 'q3', '20'],
    env: { npm_config_timeout: 'true' },
    says: /npm took --timeout for an option of its own: what is meant for the kit stands behind --, as in `npm run check -- --timeout`/,
  },
  { what: 'a language without its option', args: ['check', 'q3', 'py'], says: /did you mean `npm run check -- --lang py`\?/ },
  { what: 'more words than a command takes', args: ['try', 'q3', 'py'], says: /too many words: .* options stand behind --/ },
  { what: 'a file in place of its question', args: ['try', 'exercises/q3.ts'], says: /no question "exercises\/q3\.ts": did you mean q3\?/ },
  {
    what: 'a path that leads nowhere',
    args: ['check', './no/such/q3.py'],
    says: /no file or folder "\.\/no\/such\/q3\.py": check the path/,
  },
  {
    what: 'an answer without its folder',
    args: ['check', 'q3.py'],
    says: /no file or folder "q3\.py" in .*: did you mean exercises[\\/]q3\.py\?/,
  },
  {
    what: 'a path from where it was typed',
    args: ['check', 'sub/q6.py'],
    env: { INIT_CWD: given('typed-here/sub/q6.py', 'print(1)\n').slice(0, -10) },
    says: /no file or folder "sub\/q6\.py" in .*: did you mean .*typed-here[\\/]sub[\\/]q6\.py'?\?/,
  },
  { what: 'questions with a comma', args: ['check', 'q3,q6'], says: /with spaces between them: did you mean q3 q6\?/ },
  { what: 'an empty folder', args: ['check', given('empty/')], says: /holds no files: put the answers there, called q1\.md, / },
  {
    what: 'a folder of something else',
    args: ['check', given('other/notes.csv', 'a,b\n').slice(0, -9)],
    says: /has the name of an answer/,
  },
  {
    what: 'a binary file',
    args: ['check', given('binary/q3.py', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]))],
    says: /"q3\.py" is a compiled program/,
  },
  {
    what: 'a folder in place of a file',
    args: ['check', given('folded/q3.py/').slice(0, -6)],
    says: /"q3\.py" is a folder, and the answer to q3 has to be a file/,
  },
  { what: 'an answer of more than 1 MiB', args: ['check', given('long/q1.md', 'word '.repeat(300_000))], says: /at most 1 MiB/ },
  { what: 'a pretended archive', args: ['check', given('packed/all.zip', 'PK\u0003\u0004 and no more')], says: /all\.zip/ },
  {
    what: 'a file that names no question',
    args: ['check', given('nameless/mine.py', 'print(1)\n')],
    says: /check it with --as and one of q1, /,
  },
  { what: 'a language that there is not', args: ['check', '--lang', 'java'], says: /--lang.*java.*Allowed choices are ts, py/ },
  { what: 'a time limit that is no number', args: ['check', '--timeout', 'soon'], says: /--timeout.*soon.*number of seconds/ },
  { what: 'a time limit below nothing', args: ['check', '--timeout=-1'], says: /--timeout.*-1.*number of seconds/ },
  { what: 'an option that there is not', args: ['check', '--jsn'], says: /unknown option '--jsn'.*--json/ },
  { what: 'a command that there is not', args: ['chekc'], says: /unknown command 'chekc'.*check/ },
  { what: 'two submissions', args: ['check', given('one/q1.md'), given('two/q1.md')], says: /one submission at a time/ },
  {
    what: '--as with a question that there is not',
    args: ['check', given('as/x.py', 'print(1)'), '--as', 'q9'],
    says: /"q9" is none of them/,
  },
  {
    what: 'a page in the place of one’s own answer',
    args: ['check', 'q1', '--html', 'exercises/q1.md'],
    says: /exercises\/q1\.md is an answer, and a report would take its place: give the report another name/,
  },
  {
    what: 'a report in the place of what is judged',
    args: ['check', given('mine/essay.md', 'words'), '--as', 'q1', '--report', `markdown=${join(root, 'mine/essay.md')}`],
    says: /essay\.md is an answer/,
  },
  {
    what: 'a report in the place of a file beside',
    args: ['check', given('mine/q3.py', 'x').slice(0, -6), '--report', `json=${join(root, 'mine/q3.py')}`],
    says: /q3\.py is an answer/,
  },
  {
    what: 'two reports in one file',
    args: ['check', 'q1', '--report', `json=${join(root, 'two.out')}`, '--html', join(root, 'two.out')],
    says: /two reports would be written to .*two\.out: give each a file of its own/,
  },
  { what: '--as with a folder', args: ['check', given('whole/'), '--as', 'q3'], says: /--as q3 takes a single file/ },
  {
    what: 'a report of what is not judged',
    args: ['check', given('unjudged/q1.md'), '--show-answers', '--json'],
    says: /--show-answers judges nothing, so there is no report to write/,
  },
  {
    what: 'a file in place of the folder for results',
    args: ['grade', given('class/Ada/q1.md').slice(0, -10), '--unsandboxed', '--out', given('results')],
    says: /results cannot be written: a file has that name. Give another --out/,
  },
  {
    what: 'a class that is a pretended archive',
    args: ['grade', given('packed/class.zip', 'PK\u0003\u0004 and no more'), '--unsandboxed', '--out', join(root, 'grades')],
    says: /class\.zip" is no zip archive, or a damaged one: export the class again\.$/m,
  },
  { what: 'results nowhere', args: ['grade', given('class/'), '--unsandboxed', '--out', ''], says: /--out is empty: name the folder/ },
  ...(process.platform === 'linux' ? noSuchPlace : []),
  { what: 'a command without its question', args: ['try'], says: /the question is missing: name one, as in `npm run try q3`/ },
  {
    what: 'an action that there is not',
    args: ['queue', 'stat', '--queue', 'postgres://nowhere'],
    says: /"stat" is no action\. Allowed choices are status, retry, purge\./,
  },
  { what: 'a class that is not named', args: ['grade'], says: /the class is missing: `npm run grade -- --help` says how to name it/ },
  {
    what: 'a gradebook that is not there',
    args: ['grade', 'solutions', '--canvas', './no/book.csv'],
    says: /there is no file or folder "\.\/no\/book/,
  },
  {
    what: 'a gradebook that is none',
    args: ['grade', given('class/'), '--canvas', given('book.csv', 'name,mark\nAda,3\n')],
    says: /the Canvas file has no column ID/,
  },
  { what: 'a folder for a worksheet', args: ['grade', given('class/'), '--moodle', given('class/')], says: /is a folder: give a file/ },
  {
    what: 'a column without its gradebook',
    args: ['grade', 'solutions', '--moodle-column', 'Grade'],
    says: /of the file that --moodle gives/,
  },
  { what: 'a witness that there is not', args: ['check', 'q1'], env: { JOINERY_WITNESS: 'me' }, says: /set it to kernel or runtime/ },
]

/** One line that says what to do, on standard error alone, and never a stack. */
const refused = async ({ args, env = {} }: Omit<Case, 'what' | 'says'>): Promise<string> => {
  const { stdout, stderr, code } = await joinery(args, { env })
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 })
  expect(stderr).toMatch(/^joinery: [^\n]+\n$/)
  return stderr
}

describe.concurrent('bad input gets one clear line and exit code 2:', () => {
  test.each(cases)('$what', async ({ says, ...given }) => {
    expect(await refused(given)).toMatch(says)
  })

  test.skipIf(process.platform === 'win32' || isRoot)('a file that may not be read', async () => {
    const path = given('locked/q3.py', 'print(1)\n')
    rmSync(path)
    writeFileSync(path, 'print(1)\n', { mode: 0o000 })
    expect(await refused({ args: ['check', path] })).toMatch(/may not be read: change its permissions/)
  })

  test.skipIf(process.platform === 'win32')('a link that leads to itself', async () => {
    const path = join(given('round/'), 'q3.py')
    symlinkSync('q3.py', path)
    expect(await refused({ args: ['check', path] })).toMatch(/q3\.py/)
  })
})

describe('without Python', () => {
  const program = 'from multiprocessing import Process\n'
  const folder = given('mixed/q3.py', program).slice(0, -5)
  const env = { PATH: given('nothing-here/') }
  const lack = 'joinery: Python 3 was not found: `npm run doctor` says how to get it.\n'
  beforeAll(() => {
    given('mixed/q5.py', program)
    given('mixed/q1.md', 'Multiprocessing runs several processes at the same time, each with its own memory.\n')
  })

  test('only the answers in Python suffer: one line says so, and the others are graded', async () => {
    const { stdout, stderr, code } = await joinery(['check', folder], { env })
    expect({ stderr, code }).toEqual({ stderr: lack, code: 2 })
    expect(stdout).toMatch(/^ [✔✘] q1 .* written /m)
    expect(stdout).toMatch(/^ ! q3 .*–\/10(?:\n +| +)could not be judged here$/m)
    expect(stdout).not.toContain('fault')
  })

  test('the report says what is lacking, and calls it nobody’s fault', async () => {
    const { stdout, stderr, code } = await joinery(['check', 'q3', folder, '--json'], { env })
    expect({ stderr, code }).toEqual({ stderr: lack, code: 2 })
    expect((JSON.parse(stdout) as { results: object[] }).results).toMatchObject([
      { exercise: 'q3', status: 'errored', lacks: expect.stringContaining('Python 3 was not found') },
    ])
  })
})

test.skipIf(process.platform === 'win32')(
  'whoever insists on a witness that is not here is told so, and it is nobody’s fault',
  async () => {
    const env = { PATH: given('nothing-here/'), JOINERY_WITNESS: 'kernel' }
    const { stdout, stderr, code } = await joinery(['check', 'solutions/q3.ts', '--json'], { env })
    expect({ stderr, code }).toEqual({
      stderr: expect.stringMatching(/^joinery: JOINERY_WITNESS asks for the kernel’s record, [^\n]+\n$/),
      code: 2,
    })
    expect((JSON.parse(stdout) as { results: object[] }).results).toMatchObject([
      { status: 'errored', lacks: expect.stringContaining('cannot be had here (strace') },
    ])
  },
)

test.skipIf(process.platform === 'win32')('without a place for temporary files no program is judged, and one line says why', async () => {
  const nowhere = join(root, 'nowhere')
  const { stdout, stderr, code } = await joinery(['check', 'solutions/q3.ts', '--json'], { env: { TMPDIR: nowhere } })
  expect({ stderr, code }).toEqual({ stderr: expect.stringMatching(/^joinery: [^\n]+ TMPDIR\.\n$/), code: 2 })
  expect((JSON.parse(stdout) as { results: object[] }).results).toMatchObject([
    { status: 'errored', lacks: expect.stringContaining(`no folder can be made in ${nowhere}`) },
  ])
})

test.skipIf(process.platform === 'win32')('whoever has read enough ends the command without a word', async () => {
  const behind = ['bash', '-c', '"$@" | true; exit "${PIPESTATUS[0]}"', 'bash']
  expect(await joinery(['check', 'solutions', '--show-answers'], { behind })).toEqual({ stdout: '', stderr: '', code: 0 })
})

test.skipIf(process.platform !== 'linux')(
  'a report for which the disk is full takes along neither the others nor the verdicts on the screen',
  async () => {
    const other = join(root, 'fits.json')
    const { stdout, stderr, code } = await joinery(['check', 'answers/q1.md', '--report', 'html=/dev/full', '--report', `json=${other}`], {
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/dev/full' },
    })
    expect(stdout).toContain(' q1  Multiprocessing, and what for')
    expect({ stderr, code }).toEqual({ stderr: 'joinery: /dev/full cannot be written: the disk is full.\n'.repeat(2), code: 2 })
    expect(JSON.parse(readFileSync(other, 'utf8'))).toMatchObject({ passed: true })
  },
)

test('an answer that is there in another language than the one asked for is not told as none', async () => {
  const { stdout } = await joinery(['check', 'solutions/q3.py', '--lang', 'ts'])
  expect(stdout).toContain('There is an answer to q3 in Python; --lang ts leaves it out.')
})

test('what is to be typed next is one word for a shell, whatever the path', async () => {
  const { stdout } = await joinery(['check', given("Ada's work/q1.md", 'No.\n').slice(0, -6)])
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(process.platform === 'win32' ? 'Ada\'s work" q1`' : "Ada'\\''s work' q1`")
})

test.skipIf(process.platform === 'win32')(
  'a pipe in place of an answer is not waited for, though a link in the folder leads there',
  async () => {
    const folder = given('with-a-pipe/')
    execFileSync('mkfifo', [join(folder, 'pipe')])
    symlinkSync('pipe', join(folder, 'q3.py'))
    for (const path of [join(folder, 'q3.py'), folder]) {
      const { stdout, stderr, code } = await joinery(['check', 'q3', path], { behind: ['timeout', '20'] })
      expect(code).toBe(2)
      expect(stdout + stderr).toContain('not a regular file')
    }
  },
)
