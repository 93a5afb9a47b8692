import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { differences } from '../queue/runs.ts'
import { thorough } from '../thorough.ts'
import { classFrom, grade, heldProgram, outFile, records, startGrade, withoutTimes, type Held } from './runs.ts'

const written = { 'q1.md': 'q1/headings-only.md', 'q4.md': 'q4/swimming-pool.md' }
/** Four that are all there when the first of them prints: what they print comes in another order each time. */
const atOnce = `text:from multiprocessing import Barrier, Process

def show(all_there, number):
    all_there.wait()
    print(number)

if __name__ == '__main__':
    all_there = Barrier(4)
    children = [Process(target=show, args=(all_there, number)) for number in (1, 2, 3, 4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print('all four have ended')
`
const sideBySide = {
  'q6.py': atOnce,
  ...(thorough ? { 'q3.ts': 'solutions/q3.ts', 'q5.ts': 'solutions/q5.ts' } : {}),
}

/** The last one's program is held: until it is let go, no run over this class comes to its end. */
const someClass = ({ text }: Held) =>
  classFrom({
    'Learner 1': written,
    'Learner 2': written,
    'Sue Side': sideBySide,
    'Tom Thread': { 'q3.py': 'q3/thread.py' },
    'Zoe Last': { 'q3.py': text },
  })

const trusted = ['--unsandboxed', '--timeout', '60']

const whole = ({ code, stderr }: { code: number | null; stderr: string }) => expect({ code, stderr }).toMatchObject({ code: 0 })

test('a run that is killed goes on where it stopped: none lost, none graded twice, the same end', { timeout: 240_000 }, async () => {
  const held = heldProgram()
  const [root, untouched] = [someClass(held), someClass(held)]
  for (const wait of thorough ? [0, 40, 150, 400, 700, 1000] : [0, 0]) {
    const before = held.begun()
    const run = startGrade(root, ...trusted)
    await run.until(() => run.told() > 0 || held.begun() > before)
    await delay(wait)
    run.kill('SIGKILL')
    expect(await run.ended).toMatchObject({ signal: 'SIGKILL' })
    const keys = records(root).map((record) => `${record.class.id} ${record.class.key}`)
    expect(new Set(keys).size).toBe(keys.length)
  }
  held.letGo()
  for (const ended of await Promise.all([grade(root, ...trusted), grade(untouched, ...trusted)])) whole(ended)
  expect(outFile(root, 'gradebook.csv')).toBe(outFile(untouched, 'gradebook.csv'))
  expect(differences(withoutTimes(root), withoutTimes(untouched))).toEqual([])
  expect(readdirSync(join(root, 'out'))).toEqual(
    expect.arrayContaining(['gradebook.csv', 'index.html', 'junit.xml', 'results.jsonl', 'students']),
  )
  expect(readdirSync(join(root, 'out')).filter((name) => /^\.|\.part$/.test(name))).toEqual([])
  for (const name of ['likeness.csv', 'likeness.json']) expect(outFile(root, name)).toBe(outFile(untouched, name))
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

test('Ctrl-C says how to go on, nobody else may write there meanwhile, and a grader that breaks down costs nobody anything', async () => {
  const held = heldProgram()
  const root = someClass(held)
  const first = startGrade(root, ...trusted, '--jobs', '1')
  await first.until(() => first.told() > 0)
  const second = await grade(root, ...trusted)
  expect(second).toMatchObject({ code: 2, stdout: '' })
  expect(second.stderr).toMatch(/^joinery: another run is writing to .*out: wait until it has ended, or give another --out\.\n$/)
  first.kill('SIGINT')
  const { code, stderr } = await first.ended
  expect(code).toBe(130)
  expect(stderr).toContain('interrupted; the same command goes on where it stopped')
  expect(records(root).length).toBeGreaterThan(0)
  expect(existsSync(join(root, 'out', 'gradebook.csv'))).toBe(false)

  if (process.platform !== 'linux') return
  const before = held.begun()
  const third = startGrade(root, ...trusted, '--jobs', '1')
  await third.until(() => held.begun() > before)
  for (const pid of childrenOf(third.pid)) process.kill(pid, 'SIGKILL')
  held.letGo()
  const ended = await third.ended
  whole(ended)
  expect(ended.stderr).toMatch(/\] Zoe Last: errored[^]*\] Zoe Last: 10\/\d+ \(second try\)/)
  expect(ended.stdout).toContain(' 5 submissions: 5 with open questions')
})

test.runIf(process.platform === 'linux')('one process judges two at once, and when it breaks down each is judged by itself', async () => {
  const held = heldProgram()
  const root = classFrom({ ann: { 'q3.py': held.text }, bob: { 'q3.py': held.text } })
  const run = startGrade(root, '--unsandboxed', '--jobs', '2')
  await run.until(() => held.begun() === 2)
  const judges = childrenOf(run.pid)
  expect(judges).toHaveLength(1)
  process.kill(judges[0]!, 'SIGKILL')
  await run.until(() => held.begun() === 4)
  expect(childrenOf(run.pid)).toHaveLength(2)
  held.letGo()
  const { code, stderr } = await run.ended
  expect(code).toBe(0)
  expect(stderr).not.toMatch(/errored|second try/)
  expect(records(root).map(({ score }) => score)).toEqual([10, 10])
})
