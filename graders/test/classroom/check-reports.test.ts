import { execFile } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { home } from '../../home.ts'
import { scratch } from '../scratch.ts'

const check = (
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  user: { readonly uid?: number } = {},
): Promise<{ code: unknown; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, GITHUB_ACTIONS: '', ...env }, ...user }
    execFile(process.execPath, [join(home, 'graders', 'start.cjs'), 'check', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })

const text = 'Processes.\n\n::error::this is mine\n\nAll processes share one memory space.\n'

test('several files at once, for other programs', async () => {
  const root = scratch({ 'work/q1.md': text })
  const { code, stderr } = await check(root, [
    'work',
    'q1',
    ...['json', 'junit', 'gradescope', 'exercism', 'markdown'].flatMap((name) => ['--report', `${name}=${name}.out`]),
  ])
  expect([code, stderr]).toEqual([1, ''])
  expect(JSON.parse(readFileSync(join(root, 'json.out'), 'utf8'))).toMatchObject({ schema: 'joinery/report/v1' })
  expect(JSON.parse(readFileSync(join(root, 'gradescope.out'), 'utf8'))).toMatchObject({ score: 0, tests: [{ max_score: 10 }] })
  expect(JSON.parse(readFileSync(join(root, 'exercism.out'), 'utf8'))).toMatchObject({ version: 3, status: 'fail' })
  expect(readFileSync(join(root, 'junit.out'), 'utf8')).toMatch(/^<\?xml/)
  expect(readFileSync(join(root, 'markdown.out'), 'utf8')).toMatch(/^## Joinery/)
})

test('a format that does not exist has a reason', async () => {
  const { code, stderr } = await check(scratch({ 'q1.md': text }), ['.', 'q1', '--report', 'tap=x'])
  expect([code, stderr]).toEqual([
    2,
    'joinery: --report takes FORMAT=FILE, where FORMAT is one of json, junit, gradescope, exercism, classroom50, markdown, html; "tap=x" is not that.\n',
  ])
})

test.each([
  ['--html', '-'],
  ['--report', 'junit=-'],
])('%s %s does not make a file that is called "-"', async (...words) => {
  const root = scratch({ 'q1.md': text })
  const { code, stderr } = await check(root, ['.', 'q1', ...words])
  expect([code, stderr]).toEqual([2, 'joinery: "-" is no name for a report: give it a file; what goes to standard output is --json.\n'])
  expect(existsSync(join(root, '-'))).toBe(false)
})

test('Gradescope’s learner reads why nothing could be read', async () => {
  const root = scratch({ 'work/essay.pdf': '%PDF-1.7' })
  const { code } = await check(root, ['work', '--report', 'gradescope=results.json'])
  expect(code).toBe(2)
  expect(JSON.parse(readFileSync(join(root, 'results.json'), 'utf8'))).toMatchObject({
    score: 0,
    output: expect.stringContaining('is of no kind that can hold answers'),
  })
})

const isRoot = process.getuid?.() === 0
const isOpenToAll = (path: string): boolean => (statSync(path).mode & 0o5) === 0o5 && (path === dirname(path) || isOpenToAll(dirname(path)))
/** Root may read everything: another user is asked in its place, if one can get to the kit. */
const canBeRefused = process.platform !== 'win32' && (!isRoot || isOpenToAll(home))

test.skipIf(!canBeRefused)('work that the system would not let be read gets no zero on Gradescope', async () => {
  const root = scratch({ 'work/q3.py': 'print(1)\n' })
  chmodSync(root, 0o777)
  chmodSync(join(root, 'work', 'q3.py'), 0)
  const { code, stderr } = await check(root, ['work/q3.py', '--report', 'gradescope=results.json'], {}, isRoot ? { uid: 65534 } : {})
  expect([code, stderr]).toEqual([2, expect.stringContaining('"q3.py" may not be read')])
  expect(existsSync(join(root, 'results.json'))).toBe(false)
})

test('Classroom 50’s file needs what its runner tells', async () => {
  const root = scratch({ 'work/q1.md': text })
  const args = ['work', 'q1', '--report', 'junit=junit.xml', '--report', 'classroom50=result.json', '--report', 'markdown=summary.md']
  const { stdout, stderr } = await check(root, args)
  expect([stdout, stderr]).toEqual(['', expect.stringContaining('the variable COMMIT_URL is not set')])
  // Nothing is judged first, and no file is there without the others.
  expect(['result.json', 'junit.xml', 'summary.md'].filter((file) => existsSync(join(root, file)))).toEqual([])
  const env = { CLASSROOM: 'c', ASSIGNMENT: 'a', OWNER: 'jane', SUBMISSION_TAG: 'submit/1', COMMIT_URL: 'u', RELEASE_URL: 'r' }
  await check(root, args, env)
  expect(JSON.parse(readFileSync(join(root, 'result.json'), 'utf8'))).toMatchObject({ owner: 'jane', review: 'u', 'max-score': 10 })
})

test('on GitHub the result stands beside the commit, and a learner’s words are no commands', async () => {
  const root = scratch({ 'work/q1.md': text, summary: '' })
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(root, 'summary'), GITHUB_WORKSPACE: root }
  const { stdout } = await check(root, ['work', 'q1'], env)
  const [first, ...rest] = stdout.trimEnd().split('\n')
  const token = /^::stop-commands::(.+)$/.exec(first!)?.[1]
  const end = rest.indexOf(`::${token}::`)
  expect(end).toBeGreaterThan(1)
  const annotations = rest.slice(end + 1)
  expect(annotations.length).toBeGreaterThan(0)
  expect(annotations.filter((line) => !/^::(?:error|warning) file=work\/q1\.md,line=/.test(line))).toEqual([])
  expect(readFileSync(join(root, 'summary'), 'utf8')).toContain('## Joinery')
  const json = await check(root, ['work', 'q1', '--json'], env)
  expect(JSON.parse(json.stdout)).toMatchObject({ max: 10 })
  expect(json.stderr).toContain('::error file=work/q1.md')
})
