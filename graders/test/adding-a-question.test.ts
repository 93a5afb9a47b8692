import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { home } from '../home.ts'
import { graders } from '../index.ts'
import { findPython } from '../process/python.ts'
import { joinery } from './command.ts'
import { freshCopy } from './fresh-copy.ts'
import { share, shareSaid } from './thorough.ts'

/** CONTRIBUTING.md speaks of q7, a program, and of q8, an answer in words: here they are the next two, however many questions there are. */
const [program, written] = [`q${graders.length + 1}`, `q${graders.length + 2}`]
const next = (text: string): string =>
  text.replaceAll(/\b(q)([78])\b/gi, (_, letter: string, number: string) => `${letter}${graders.length - 6 + Number(number)}`)

/** The files that it shows, by the paths that stand beside their languages. */
const shown = [...next(readFileSync(join(home, 'CONTRIBUTING.md'), 'utf8')).matchAll(/^```\w+ (\S+)( \+)?\n(.*?)^```$/gms)].map(
  ([, path, isLine, text]) => ({ path: path!, isLine: isLine !== undefined, text: text! }),
)
const files = shown.filter(({ isLine }) => !isLine)

const { folder, remove } = freshCopy({ installed: true })
afterAll(remove)

const list = join(folder, 'graders', 'index.ts')

beforeAll(() => {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const imported = shown.flatMap(({ isLine, text }) => (isLine ? [text] : [])).join('')
  writeFileSync(list, `${imported}${readFileSync(list, 'utf8').replace(/\]\n$/, `, ${program}, ${written}]\n`)}`)
})

/** Which files are left out together: each has a complaint of its own, and those that are called alike are left out one after the other. */
const leftOut = [
  /graders.\w+\.ts/,
  /verdicts/,
  /exercises.*(?:ts|md)|solutions.*py|rubric|threads|swapped/,
  /exercises.*py|solutions.*ts|answers|at-once|alone|only/,
].map((these) => files.map(({ path }) => path).filter((path) => these.test(path)))

const aside = (path: string): string => join(folder, `left-out-${path.replaceAll('/', '-')}`)

/** What the author is told of: the file that is missing, or the files that it is about. */
const missing = (path: string): readonly string[] =>
  path.endsWith('verdicts.json') ? Object.keys(JSON.parse(files.find((file) => file.path === path)!.text) as object) : [basename(path)]

interface Ended {
  readonly code: number | null
  readonly text: string
}

/** The tests of the copy, in a process of their own; as at the author's desk, where what is new is kept. */
const testCopy = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const vitest = join(home, 'node_modules', 'vitest', 'vitest.mjs')
    const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|CI$)/.test(name))), NO_COLOR: '1' }
    const child = spawn(process.execPath, [vitest, 'run', '--retry=0', ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, text }))
  })

/** The tests that look at every question, whatever it asks. */
const aboutAll = ['contract', 'fixtures.test', 'wrong.test', 'model.test']

const passing = (ended: Ended) => ({ code: ended.code, why: ended.code === 0 ? '' : ended.text })

describe.skipIf((await findPython()) === null || process.platform !== 'linux')('whoever follows CONTRIBUTING.md', () => {
  test('has a question whose tests pass', async () => {
    expect(files.map(({ path }) => path)).toHaveLength(9 + 7)
    expect(passing(await testCopy(...aboutAll, 'hints.test', 'after.test'))).toEqual({ code: 0, why: '' })
    expect(passing(await testCopy('programs', 'solutions', '-t', program))).toEqual({ code: 0, why: '' })
  }, 120_000)

  test.each(['ts', 'py'])('has a question that can be asked, in %s', async (language) => {
    const check = (what: string) => joinery(['check', program, join(folder, what), '--lang', language], { project: folder })
    const stub = await check('exercises')
    expect(stub.stdout).toMatch(/^ q\d+ {2}Two processes in a row .* 0\/10 {2}○\n\n {2}Not begun yet/)
    const solution = await check('solutions')
    expect(solution.stdout).toMatch(/^ q\d+ {2}Two processes in a row .* 10\/10 {2}✔\n/)
    expect(solution).toMatchObject({ stderr: '', code: 0 })
  })

  test('has files that are formatted as all others are', async () => {
    const options = await resolveConfig(join(home, 'package.json'))
    for (const { path, text } of files.filter((file) => /\.(?:ts|json)$/.test(file.path)))
      expect(await format(text, { ...options, filepath: path })).toBe(text)
  })

  test('nothing is left out of what is left out', () => {
    expect(leftOut.flat().sort()).toEqual(files.map(({ path }) => path).sort())
  })

  test.each(share(leftOut, 4).map((paths) => ({ paths })))(`is told when $paths is missing${shareSaid(4)}`, async ({ paths }) => {
    for (const path of paths) renameSync(join(folder, path), aside(path))
    try {
      const { code, text } = await testCopy(...aboutAll)
      expect(code).toBe(1)
      for (const name of paths.flatMap(missing)) expect(text).toContain(name)
    } finally {
      for (const path of paths) renameSync(aside(path), join(folder, path))
    }
  })

  test('is told when the question is not in the list', async () => {
    const whole = readFileSync(list, 'utf8')
    writeFileSync(list, whole.replaceAll(new RegExp(`, ${program}(?=,)|^.*/${program}\\.ts.*\\n`, 'gm'), ''))
    const { code, text } = await testCopy('contract')
    writeFileSync(list, whole)
    expect(code).toBe(1)
    expect(text).toMatch(new RegExp(`^[-+] {3}"${program}"`, 'm'))
  })
})
