import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { home } from '../home.ts'
import { findPython } from '../process/python.ts'
import { joinery } from './command.ts'
import { freshCopy } from './fresh-copy.ts'

/** The files that CONTRIBUTING.md shows, by the paths that stand beside their languages. */
const shown = [...readFileSync(join(home, 'CONTRIBUTING.md'), 'utf8').matchAll(/^```\w+ (\S+)( \+)?\n(.*?)^```$/gms)].map(
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
  const imported = shown.find(({ isLine }) => isLine)!.text
  writeFileSync(list, `${imported}${readFileSync(list, 'utf8').replace(/\]\n$/, ', q7]\n')}`)
})

interface Ended {
  readonly code: number | null
  readonly text: string
}

/** The tests of the copy, in a process of their own. */
const testCopy = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const vitest = join(home, 'node_modules', 'vitest', 'vitest.mjs')
    const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST)/.test(name))), NO_COLOR: '1' }
    const child = spawn(process.execPath, [vitest, 'run', '--retry=0', ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, text }))
  })

const passing = (ended: Ended) => ({ code: ended.code, why: ended.code === 0 ? '' : ended.text })

describe.skipIf((await findPython()) === null || process.platform !== 'linux')('whoever follows CONTRIBUTING.md', () => {
  test('has a question whose tests pass', async () => {
    expect(files.map(({ path }) => path)).toHaveLength(9)
    expect(passing(await testCopy('contract', 'fixtures.test'))).toEqual({ code: 0, why: '' })
    expect(passing(await testCopy('programs', 'solutions', '-t', 'q7'))).toEqual({ code: 0, why: '' })
  }, 120_000)

  test.each(['ts', 'py'])('has a question that can be asked, in %s', async (language) => {
    const check = (what: string) => joinery(['check', 'q7', join(folder, what), '--lang', language], { project: folder })
    const stub = await check('exercises')
    expect(stub.stdout).toMatch(/^ q7 {2}Two processes in a row .* 0\/10 {2}○\n\n {2}Not begun yet/)
    const solution = await check('solutions')
    expect(solution.stdout).toMatch(/^ q7 {2}Two processes in a row .* 10\/10 {2}✔\n/)
    expect(solution).toMatchObject({ stderr: '', code: 0 })
  })

  test.each(files.map(({ path }) => path))('is told when %s is missing', async (path) => {
    renameSync(join(folder, path), join(folder, 'left-out'))
    try {
      const { code, text } = await testCopy('contract', 'fixtures.test')
      expect(code).toBe(1)
      expect(text).toContain(path.slice(path.lastIndexOf('/') + 1).replace('verdicts.json', 'threads.py'))
    } finally {
      renameSync(join(folder, 'left-out'), join(folder, path))
    }
  })

  test('is told when the question is not in the list', async () => {
    const whole = readFileSync(list, 'utf8')
    writeFileSync(list, whole.replace(', q7]', ']').replace(/^.*q7.*\n/m, ''))
    const { code, text } = await testCopy('contract')
    writeFileSync(list, whole)
    expect(code).toBe(1)
    expect(text).toMatch(/- {3}"q7"|\+ {3}"q7"/)
  })
})
