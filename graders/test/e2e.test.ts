import { cpSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, describe, expect, test } from 'vitest'
import { $ } from 'zx'
import { home } from '../home.ts'
import { graders } from '../index.ts'
import { findPython } from '../process/python.ts'
import { freshCopy } from './fresh-copy.ts'
import { full } from './grading.ts'
import { thorough } from './thorough.ts'

/** Where the whole is tried anew, packages are installed in earnest; elsewhere they are linked, which takes no time. */
const inEarnest = process.env['CI'] === 'true'
const copy = freshCopy({ installed: !inEarnest })

/** The user's settings of npm, and what the npm above a test says of itself, are no business of a fresh clone. */
const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) && !/^(NO|FORCE)_COLOR$/.test(name)))
const env = { ...own, NO_COLOR: '1', npm_config_userconfig: '/dev/null', npm_config_update_notifier: 'false' }
const shell = $({ cwd: copy.folder, quiet: true, nothrow: true, env })
const python = await findPython()
const readme = readFileSync(join(home, 'README.md'), 'utf8')

const installed = inEarnest ? await shell`npm ci` : null
afterAll(() => copy.remove())

/** What a command prints, without the two lines in which npm says what it runs. */
const told = (stdout: string): string => stdout.replace(/^\n> .*\n> .*\n\n/, '')

describe('a fresh clone', () => {
  test.skipIf(installed === null)('installs without a word that asks anybody to act', () => {
    expect(installed).toMatchObject({ exitCode: 0, stderr: '' })
    expect(installed?.stdout).toMatch(/^\nadded \d+ packages/)
  })

  test('needs no install script to be approved', () => {
    const { packages } = JSON.parse(readFileSync(join(copy.folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, object> }
    expect(Object.entries(packages).filter(([, each]) => 'hasInstallScript' in each)).toEqual([])
  })

  test('finds every question not begun, and says what to do next', async () => {
    const { stdout, stderr, exitCode } = await shell`npm run check`
    const [list, end] = told(stdout).split('\n\n')
    expect(list!.match(/^ ○ q\d+ .* 0\/10 {2}not begun yet$/gm)).toHaveLength(graders.length)
    expect(end).toMatch(new RegExp(`^ total {2}0/${full}, 0 of ${graders.length} questions passed\\n next {3}`))
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 })
  })

  test('has every command of the README, and the README has every option', async () => {
    const rows = [...readme.matchAll(/^\| `(.*?)` /gm)].map(([, command]) => command!)
    const { stdout: checkHelp } = await shell`npm run check -- --help`
    const options = [...checkHelp.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option!)
    const named = rows.flatMap((row) => row.match(/--\w[\w-]*/g) ?? [])
    expect(options.filter((option) => option !== '--help' && !named.includes(option))).toEqual([])
    const { scripts } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(rows.flatMap((row) => /npm run ([\w:]+)/.exec(row)?.[1] ?? [])))
  })

  test('says what the machine offers', async () => {
    const { stdout, exitCode } = await shell`npm run doctor`
    expect(told(stdout)).toContain(` ✔ Node     ${process.versions.node} (`)
    expect(exitCode).toBe(python === null ? 1 : 0)
  })

  test('prints its version', async () => {
    const { stdout } = await shell`node graders/start.cjs --version`
    expect(readFileSync(join(home, 'CHANGELOG.md'), 'utf8')).toContain(`## ${stdout.trim()}`)
  })
})

const withSolutions = (languages: readonly string[]): void => {
  rmSync(join(copy.folder, 'exercises'), { recursive: true })
  cpSync(join(home, 'exercises'), join(copy.folder, 'exercises'), { recursive: true })
  cpSync(join(copy.folder, 'answers'), join(copy.folder, 'exercises'), { recursive: true })
  for (const name of readdirSync(join(copy.folder, 'solutions')).filter((name) => languages.some((each) => name.endsWith(each))))
    cpSync(join(copy.folder, 'solutions', name), join(copy.folder, 'exercises', name))
}

describe('with the solutions and model answers over the stubs', () => {
  const everything = ` total  ${full}/${full}, ${graders.length} of ${graders.length} questions passed\n next   Everything passed. Well done!\n`

  test('everything passes in TypeScript', async () => {
    withSolutions(['.ts'])
    const { stdout, stderr, exitCode } = await shell`npm run check`
    expect(told(stdout)).toContain(everything)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  })

  test.skipIf(python === null || !thorough)('everything passes in Python, where no program in TypeScript is there', async () => {
    withSolutions(['.py'])
    const { stdout, stderr, exitCode } = await shell`npm run check`
    expect(told(stdout)).toContain(everything)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  })

  test.skipIf(python === null)('--lang chooses among programs, and leaves written answers alone', async () => {
    withSolutions(['.ts', '.py'])
    const { stdout, exitCode } = await shell`npm run check -- --lang py`
    expect(told(stdout)).toContain(everything)
    expect(told(stdout)).toMatch(/q3 .* Python .*10\/10/)
    expect(exitCode).toBe(0)
  })

  test('--json prints one valid report and nothing else', async () => {
    withSolutions(['.ts'])
    const { stdout, stderr, exitCode } = await shell`node graders/start.cjs check --json q1 q3`
    const report = JSON.parse(stdout) as { score: number; max: number }
    const isReport = new Ajv2020({ strict: false }).compile(
      JSON.parse(readFileSync(join(home, 'graders', 'report', 'schema.json'), 'utf8')) as object,
    )
    isReport(report)
    expect(isReport.errors).toBeNull()
    expect(report).toMatchObject({ score: 20, max: 20, passed: true })
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  })

  test('one question is explained, with no colours where none are wanted', async () => {
    withSolutions(['.ts'])
    const coloured = { ...own, FORCE_COLOR: '1' }
    const bright = await shell({ env: coloured })`node graders/start.cjs check q1`
    const plain = await shell({ env: coloured })`node graders/start.cjs check q1 --no-color`
    const asked = await shell({ env: { ...coloured, NO_COLOR: '1' } })`node graders/start.cjs check q1`
    expect(bright.stdout).toContain('\u001b[')
    expect(plain.stdout).not.toContain('\u001b')
    expect(asked.stdout).toBe(plain.stdout)
    expect(plain.stdout).toMatch(/^ q1 {2}.* 10\/10 {2}✔\n/)
  })
})
