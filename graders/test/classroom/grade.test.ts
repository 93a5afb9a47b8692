import { appendFileSync, existsSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { sandboxProblem } from '../../process/sandbox-problem.ts'
import schema from '../../report/schema.json' with { type: 'json' }
import { thorough } from '../thorough.ts'
import { classFrom, grade, outFile, records, startGrade, withoutTimes } from './runs.ts'

const noSandbox = await sandboxProblem()

const written = { 'q1.md': 'answers/q1.md', 'q2.md': 'q2/all-swapped.md', 'q4.md': 'q4/swimming-pool.md' }

/** Learners with written answers, and two with programs: quick to grade, and there is something to interrupt. */
const someClass = (count = 6, more: Parameters<typeof classFrom>[0] = {}) =>
  classFrom({
    ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`Learner ${index + 1}`, written])),
    'Pia Program': { 'q3.py': 'solutions/q3.py' },
    'Tom Thread': { 'q3.py': 'q3/thread.py', 'q1.md': 'text:Several processes run at the same time on several cores.\n' },
    ...more,
  })

const trusted = ['--unsandboxed', '--timeout', '5']

const whole = ({ code, stderr }: { code: number | null; stderr: string }) => expect({ code, stderr }).toMatchObject({ code: 0 })

describe('a run over a class', () => {
  test('has a record and a line of the gradebook for every learner', async () => {
    const root = someClass(2)
    const ended = await grade(root, ...trusted)
    whole(ended)
    expect(
      outFile(root, 'gradebook.csv')
        .split('\r\n')
        .map((line) => line.split(',').slice(0, 9).join(',')),
    ).toEqual([
      'name,q1,q2,q3,q4,q5,q6,total,max',
      'Learner 1,10,0,0,0,0,0,10,60',
      'Learner 2,10,0,0,0,0,0,10,60',
      'Pia Program,0,0,10,0,0,0,10,60',
      'Tom Thread,4.5,0,1,0,0,0,5.5,60',
      '',
    ])
    expect(ended.stdout).toContain(' 4 submissions: 4 with open questions')
    expect(ended.stdout).toMatch(/ alike {4}\d pairs of answers to look at, never a verdict: see likeness/)
    expect(outFile(root, 'likeness.csv')).toContain('q1,md,100 %,Learner 1,Learner 2,')
    expect(ended.stdout).toContain('The programs ran without the sandbox (--unsandboxed).')
    const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema)
    expect(records(root).map((record) => [record.submission.name, validate(record) || validate.errors])).toEqual(
      ['Learner 1', 'Learner 2', 'Pia Program', 'Tom Thread'].map((name) => [name, true]),
    )
    expect(records(root).every((record) => !record.class.sandboxed)).toBe(true)
  })

  test('tells that a program was run again before its points were lost', async () => {
    const root = classFrom({ Pia: { 'q6.ts': 'q6/one-process-prints-all.ts', 'q3.py': 'solutions/q3.py', 'q5.py': 'q5/threads.py' } })
    whole(await grade(root, ...trusted))
    const [record] = records(root)
    expect(Object.fromEntries(record!.results.map(({ exercise, runs }) => [exercise, runs]))).toMatchObject({
      q3: undefined,
      q5: undefined,
    })
    expect(record!.results.find(({ exercise }) => exercise === 'q6')?.runs).toEqual([['spawned'], ['spawned']])
  })

  test('has a reason for what cannot be read, and no zero', async () => {
    const root = classFrom({ anna: { 'q1.md': 'answers/q1.md' }, bob: { 'essay.docx': 'text:PK\u0003\u0004' } })
    writeFileSync(join(root, 'class', 'carl.zip'), 'PK\u0003\u0004rubbish')
    const ended = await grade(root, ...trusted)
    whole(ended)
    const lines = outFile(root, 'gradebook.csv').split('\r\n')
    expect(lines[2]).toMatch(/^bob,,,,,,,,60,unreadable,/)
    expect(lines[3]).toMatch(/^carl,,,,,,,,60,unreadable,.*breaks off in the middle/)
    expect(ended.stdout).toContain(' look at  carl: "carl.zip" breaks off in the middle')
  })

  test.skipIf(noSandbox !== null)('runs programs in the sandbox unless told otherwise', async () => {
    const root = classFrom({ Pia: { 'q3.py': 'solutions/q3.py' } })
    whole(await grade(root))
    const [record] = records(root)
    expect(record!.class.sandboxed).toBe(true)
    expect(record!.results.find(({ exercise }) => exercise === 'q3')).toMatchObject({ status: 'passed', run: { sandboxed: true } })
  })
})

describe('a run that was killed', () => {
  test('goes on where it stopped: none lost, none graded twice, the same end', { timeout: 240_000 }, async () => {
    const sideBySide = { 'Sue Side': { 'q3.ts': 'solutions/q3.ts', 'q5.ts': 'solutions/q5.ts', 'q6.ts': 'solutions/q6.ts' } }
    const [root, untouched] = [someClass(6, sideBySide), someClass(6, sideBySide)]
    const reference = grade(untouched, ...trusted)
    let kills = 0
    // At once, twice: by then most of the class is still to be graded, however fast the machine.
    for (const wait of thorough ? [0, 0, 40, 150, 400, 700] : [0, 0]) {
      const run = startGrade(root, ...trusted)
      await Promise.race([run.told(1), run.ended])
      await delay(wait)
      run.kill('SIGKILL')
      const { signal } = await run.ended
      if (signal === 'SIGKILL') kills += 1
      const keys = records(root).map((record) => `${record.class.id} ${record.class.key}`)
      expect(new Set(keys).size).toBe(keys.length)
      if (signal === null) break
    }
    expect(kills).toBeGreaterThan(1)
    whole(await grade(root, ...trusted))
    whole(await reference)
    expect(outFile(root, 'gradebook.csv')).toBe(outFile(untouched, 'gradebook.csv'))
    expect(withoutTimes(root)).toBe(withoutTimes(untouched))
    expect(readdirSync(join(root, 'out'))).toEqual(
      expect.arrayContaining(['gradebook.csv', 'index.html', 'junit.xml', 'results.jsonl', 'students']),
    )
    expect(readdirSync(join(root, 'out')).filter((name) => /^\.|\.part$/.test(name))).toEqual([])
    for (const name of ['likeness.csv', 'likeness.json']) expect(outFile(root, name)).toBe(outFile(untouched, name))
  })

  test('leaves a torn line behind, which costs only its own submission', async () => {
    const root = someClass(3)
    whole(await grade(root, ...trusted))
    const [before, size] = [withoutTimes(root), statSync(join(root, 'out', 'results.jsonl')).size]
    truncateSync(join(root, 'out', 'results.jsonl'), size - 100)
    const again = await grade(root, ...trusted)
    whole(again)
    expect(again.stderr).toMatch(/4 of 5 have a result already[^]*\[5\/5\] Tom Thread/)
    expect(withoutTimes(root)).toBe(before)
  })

  test('takes no line for a result that is none', async () => {
    const root = someClass(1)
    whole(await grade(root, ...trusted))
    const before = withoutTimes(root)
    appendFileSync(join(root, 'out', 'results.jsonl'), '{"schema":"joinery/report/v1"}\n\0\0\0\n{"class":{"id":"name:Learner 1"')
    const again = await grade(root, ...trusted)
    expect(again.stderr).not.toContain('[1/')
    expect(withoutTimes(root)).toBe(before)
  })

  test('by Ctrl-C says how to go on', async () => {
    const root = someClass(4)
    const run = startGrade(root, ...trusted, '--jobs', '1')
    await run.told(1)
    run.kill('SIGINT')
    const { code, stderr } = await run.ended
    expect(code).toBe(130)
    expect(stderr).toContain('interrupted; the same command goes on where it stopped')
    expect(records(root).length).toBeGreaterThan(0)
    expect(existsSync(join(root, 'out', 'gradebook.csv'))).toBe(false)
  })
})

/** The processes that a process has started, by Linux's own account. */
const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid)
      } catch {
        return false
      }
    })
    .map(Number)

test.skipIf(process.platform !== 'linux')('a grader that breaks down costs nobody anything: it is tried once more', async () => {
  const root = someClass(4)
  const run = startGrade(root, ...trusted, '--jobs', '1')
  await run.told(1)
  for (const pid of childrenOf(run.pid)) process.kill(pid, 'SIGKILL')
  const ended = await run.ended
  whole(ended)
  expect(ended.stderr).toMatch(/: errored[^]*\(second try\)/)
  expect(ended.stdout).toContain(' 6 submissions: 6 with open questions')
})

describe('options', () => {
  test('two runs on one folder do not mix', async () => {
    const root = someClass(4)
    const first = startGrade(root, ...trusted, '--jobs', '1')
    await first.told(1)
    const second = await grade(root, ...trusted)
    expect(second).toMatchObject({ code: 2, stdout: '' })
    expect(second.stderr).toMatch(/^joinery: another run is writing to .*out: wait until it has ended, or give another --out\.\n$/)
    whole(await first.ended)
  })

  test('--only grades one learner, --fresh everything anew', async () => {
    const root = someClass(2)
    const only = await grade(root, ...trusted, '--only', 'tom')
    whole(only)
    expect(records(root).map(({ submission }) => submission.name)).toEqual(['Tom Thread'])
    expect((await grade(root, ...trusted, '--only', 'nobody')).stderr).toContain('nobody in this class is called "nobody"')
    const all = await grade(root, ...trusted)
    expect(all.stderr).toContain('1 of 4 have a result already')
    expect((await grade(root, ...trusted)).stderr).toBe('')
    expect((await grade(root, ...trusted, '--fresh')).stderr).toContain('[4/4]')
    expect(records(root)).toHaveLength(4)
  })

  test('--regrade tells whose marks changed and why', async () => {
    const root = someClass(1)
    whole(await grade(root, ...trusted))
    expect((await grade(root, ...trusted, '--regrade')).stdout).toContain('nobody’s marks changed')
    writeFileSync(join(root, 'class', 'Learner 1', 'q1.md'), 'Multiprocessing is fun.\n')
    const ended = await grade(root, ...trusted, '--regrade')
    expect(ended.stdout).toMatch(
      /Learner 1, q1: 10 of 10 \(passed\) → 0 of 10 \(failed\): other work was handed in; .* was passed, is failed/,
    )
    expect(outFile(root, 'changes.csv').split('\r\n')).toHaveLength(3)
    const otherwise = await grade(root, '--unsandboxed', '--timeout', '6', '--regrade')
    expect(otherwise.stderr).toContain('[3/3]')
    expect(otherwise.stdout).toContain('nobody’s marks changed')
  })

  test('--canvas and --moodle fill in the teacher’s own files, and say who is missing where', async () => {
    const root = classFrom({ '.': { 'doejane_11_1_q1.md': 'answers/q1.md', 'roebob_12_2_q1.md': 'q1/headings-only.md' } })
    const canvas = 'Student,ID,Section,Joinery (9)\r\n    Points Possible,,,60.00\r\n"Doe, Jane",11,A,\r\n"Poe, Pam",13,A,\r\n'
    writeFileSync(join(root, 'canvas.csv'), `\ufeff${canvas}`)
    writeFileSync(join(root, 'moodle.csv'), 'Identifier,Full name,Status,Grade,Maximum Grade\nParticipant 7,"Doe, Jane",x,,6\n')
    const ended = await grade(root, ...trusted, '--canvas', join(root, 'canvas.csv'), '--moodle', join(root, 'moodle.csv'))
    whole(ended)
    expect(outFile(root, 'canvas.csv')).toBe(`\ufeff${canvas.replace('11,A,', '11,A,10.00')}`)
    expect(outFile(root, 'moodle.csv')).toContain('"Doe, Jane",x,1.00,6')
    expect(outFile(root, 'unmatched.csv').split('\r\n')).toEqual([
      'platform,what,name,ids',
      'canvas,"handed in, but not in the file",roebob,12',
      'canvas,"in the file, but nothing handed in","Poe, Pam",13',
      'moodle,"handed in, but not in the file",roebob,12',
      '',
    ])
    expect(ended.stdout).toContain(' canvas   1 mark in "Joinery (9)"')
    expect(ended.stdout).toContain(' moodle   1 mark in "Grade", each point times 0.1, since the file gives other points')
  })

  test('the results must not lie where the submissions do', async () => {
    const root = someClass(1)
    const { code, stderr } = await grade(root, ...trusted, '--out', join(root, 'class'))
    expect([code, stderr]).toEqual([2, 'joinery: --out is the folder of the submissions itself: give another folder for the results.\n'])
    whole(await grade(root, ...trusted, '--out', join(root, 'class', 'grades')))
    whole(await grade(root, ...trusted, '--out', join(root, 'class', 'grades')))
    expect(readFileSync(join(root, 'class', 'grades', 'gradebook.csv'), 'utf8').split('\r\n')).toHaveLength(5)
  })
})
