import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { keepSealed, sealedIn } from '../startup/keep.cjs'
import { findPython } from '../process/python.ts'
import { type Told, joinery } from './command.ts'
import { freshCopy } from './fresh-copy.ts'

const { folder: project, remove } = freshCopy({ installed: true })
afterAll(remove)

const python = await findPython()

const cache = join(project, 'node_modules', '.cache', 'joinery')

const check = (file: string, ...options: readonly string[]) =>
  joinery(['check', join(project, file.endsWith('.md') ? 'answers' : 'solutions', file), '--json', ...options], { project })

/** A report without what differs from run to run: times, and the numbers of processes. */
const verdictsIn = ({ stdout, stderr, code }: Told) => {
  if (stdout === '') throw new Error(stderr)
  const report = JSON.parse(stdout, (key, value: unknown) => (/Ms$|^pid$|^parent$|^reapedBy$/.test(key) ? 0 : value)) as {
    results: { run?: { processes: { wrote: unknown }[] } }[]
  }
  const results = report.results.map(({ run, ...result }) => ({ ...result, processes: run?.processes.length }))
  return { code, results: JSON.parse(JSON.stringify(results).replaceAll(/\b\d+(?= m?s\b)|\b\d{3,}\b/g, '0')) as unknown }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((path) => join(folder, String(path)))
    .filter((path) => statSync(path).isFile())

/** How the files of the kit stood when they were read last. It is written as soon as they have stood like that for two seconds. */
const note = join(cache, 'standing.json')

const contents = () =>
  new Map(
    filesIn(cache)
      .filter((file) => file !== note)
      .map((file) => [file, readFileSync(file).length]),
  )

const version = () => joinery(['--version'], { project })

const untilNoted = async () => {
  rmSync(note, { force: true })
  while (!existsSync(note)) await version()
  return readFileSync(note, 'utf8')
}

const spoilers: readonly ((file: string) => void)[] = [
  (file) => truncateSync(file, statSync(file).size >> 1),
  (file) => writeFileSync(file, readFileSync(file).fill(0x20, 10)),
  (file) => appendFileSync(file, '\nprocess.exit(7)\n'),
  (file) => rmSync(file),
]

const compiledKit = () => filesIn(join(cache, 'code')).find((file) => basename(file).startsWith('kit.js'))!

/** What V8 kept of a file, and what is said of it. */
const compiledIn = (file: string) => {
  const content = sealedIn(file)!
  const end = content.indexOf('\n')
  const about = JSON.parse(content.toString('utf8', 0, end)) as { workedMs: number; lengths: Record<string, number> }
  return { about, code: content.subarray(end) }
}

describe.sequential('what is kept from one start to the next', () => {
  let first: unknown
  let written: unknown

  test('is not made where nothing can be written, and one line says what to do', async () => {
    const inTheWay = join(project, 'node_modules', '.cache')
    writeFileSync(inTheWay, '')
    const { code, stdout, stderr } = await version()
    rmSync(inTheWay)
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 })
    expect(stderr).toContain(`could not be made ready in ${cache}`)
    expect(stderr).toContain(`copy the folder ${project} to a place of your own`)
  })

  test('is made by two first checks at once, and changes no verdict', async () => {
    const [one, other] = await Promise.all([check('q3.ts'), check('q3.ts')])
    first = verdictsIn(one)
    expect(first).toMatchObject({ code: 0, results: [{ exercise: 'q3', status: 'passed' }] })
    expect(verdictsIn(other)).toEqual(first)
    expect(filesIn(join(cache, 'code')).map((file) => basename(file).replace(/\.[\da-f]+$/, ''))).toEqual(['kit.js', 'typescript.js'])
    expect(verdictsIn(await check('q3.ts'))).toEqual(first)
    written = verdictsIn(await check('q1.md'))
    expect(written).toMatchObject({ code: 0, results: [{ exercise: 'q1', status: 'passed' }] })
    expect(verdictsIn(await check('q1.md'))).toEqual(written)
  })

  test('is not used with --fresh, which leaves nothing behind', async () => {
    const kept = contents()
    expect(verdictsIn(await check('q3.ts', '--fresh'))).toEqual(first)
    expect(verdictsIn(await check('q1.md', '--fresh'))).toEqual(written)
    expect(contents()).toEqual(kept)
  })

  test('is made again where it was cut short, changed, made longer or taken away', async () => {
    await untilNoted()
    const kept = contents()
    for (const [index, file] of filesIn(cache).entries()) spoilers[index % spoilers.length]!(file)
    expect(kept.size).toBeGreaterThan(spoilers.length)
    expect(verdictsIn(await check('q3.ts'))).toEqual(first)
    expect(verdictsIn(await check('q1.md'))).toEqual(written)
    expect([...contents().keys()]).toEqual([...kept.keys()])
  })

  test('is made again where an earlier kit has kept it in another form', async () => {
    for (const file of filesIn(join(cache, 'code'))) {
      const { mark } = JSON.parse(sealedIn(file)!.toString('utf8').split('\n', 1)[0]!) as { mark: string }
      keepSealed(file, `${JSON.stringify({ mark, parts: [] })}\n`)
    }
    expect(verdictsIn(await check('q3.ts'))).toEqual(first)
  })

  test('is added to by whoever has worked much longer than those before, and by nobody else', async () => {
    const compiled = compiledKit()
    const kept = () => compiledIn(compiled)
    const afterOne = async (workedMs: number) => {
      const { about, code } = kept()
      keepSealed(compiled, Buffer.concat([Buffer.from(JSON.stringify({ ...about, workedMs })), code]))
      const before = readFileSync(compiled)
      expect(verdictsIn(await check('q3.ts'))).toEqual(first)
      return {
        isKeptAnew: !readFileSync(compiled).equals(before),
        loses: kept().code.length < code.length,
        workedMs: kept().about.workedMs,
      }
    }
    expect(await afterOne(1e9)).toEqual({ isKeptAnew: false, loses: false, workedMs: 1e9 })
    const { workedMs, ...how } = await afterOne(0)
    expect(how).toEqual({ isKeptAnew: true, loses: false })
    expect(workedMs).toBeGreaterThan(0)
  })

  test('is compiled anew where V8 refuses it, however much of it there is', async () => {
    const compiled = compiledKit()
    const { about } = compiledIn(compiled)
    const lengths = Object.fromEntries(Object.entries(about.lengths).map(([name, length]) => [name, 2 * length]))
    const refused = Buffer.alloc(Object.values(lengths).reduce((sum, length) => sum + length, 0))
    keepSealed(compiled, Buffer.concat([Buffer.from(`${JSON.stringify({ ...about, workedMs: 1e9, lengths })}\n`), refused]))
    expect(verdictsIn(await check('q3.ts'))).toEqual(first)
    expect(compiledIn(compiled).code.length).toBeLessThan(refused.length)
    const anew = readFileSync(compiled)
    expect(verdictsIn(await check('q3.ts'))).toEqual(first)
    expect(readFileSync(compiled).equals(anew)).toBe(true)
  })

  test.skipIf(python === null)('is a guess where it names the Python of another day', async () => {
    const other = join(cache, 'another-python')
    writeFileSync(other, '#!/bin/sh\necho "this is not Python"\n', { mode: 0o755 })
    writeFileSync(join(cache, 'python.json'), JSON.stringify({ path: other, version: '3.99.0', prefixes: [] }))
    expect(verdictsIn(await check('q3.py'))).toMatchObject({ code: 0, results: [{ status: 'passed' }] })
    const told = readFileSync(join(cache, 'python.json'), 'utf8')
    expect(told).not.toContain('another-python')
    writeFileSync(join(cache, 'python.json'), JSON.stringify({ ...(JSON.parse(told) as object), path: other }))
    expect(verdictsIn(await check('q3.py'))).toMatchObject({ code: 0, results: [{ status: 'passed' }] })
    expect(JSON.parse(readFileSync(join(cache, 'python.json'), 'utf8'))).toEqual(JSON.parse(told))
  })

  test('is not believed where the note of how it stood was changed', async () => {
    const told = await untilNoted()
    const [, about] = told.split('\n')
    for (const spoilt of [told.slice(0, 200), told.replace(/"digest":"./, '"digest":"x'), `${about}`, 'null', '']) {
      writeFileSync(note, spoilt)
      expect(await version()).toMatchObject({ code: 0, stderr: '' })
    }
  })

  test('gives way to a change of the kit at the next command, though not a byte more or less stands there', async () => {
    for (const [file, answer, before, after] of [
      ['q3.ts', 'q3.ts', "title: 'starts a process'", "title: 'begins a process'"],
      ['q1.rubric', 'q1.md', 'title  What runs, and', 'title  What goes, and'],
    ] as const) {
      await untilNoted()
      const path = join(project, 'graders', file)
      writeFileSync(path, readFileSync(path, 'utf8').replace(before, after))
      expect((await check(answer)).stdout).toContain(after.replace(/^title\W+|'$/g, ''))
    }
  })
})

test('a change that does not compile is told in one line, with its place', async () => {
  const file = join(project, 'graders', 'q3.ts')
  const before = readFileSync(file, 'utf8')
  const place = `graders/q3\\.ts:${before.split('\n').length}:11`
  for (const [change, told] of [
    ['const x = ;\n', `${place}: Unexpected token`],
    ["export { x } from './nowhere.ts'\n", "Could not resolve './nowhere\\.ts' in \\S*graders/q3\\.ts"],
  ] as const) {
    writeFileSync(file, before + change)
    const { code, stdout, stderr } = await version().finally(() => writeFileSync(file, before))
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(new RegExp(`^joinery: the kit does not compile\\. ${told}\n$`))])
  }
})
