import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { transformSync } from 'oxc-transform'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { home } from '../../home.ts'
import { freshCopy } from '../fresh-copy.ts'
import { processesIn } from '../process/living.ts'
import { noTmux, openPane } from './pane.ts'
import { sharedScratch } from '../scratch.ts'

const missing = noTmux()
const copy = missing === null ? freshCopy({ installed: true, compiled: true }) : null
const root = sharedScratch()
const scratch = join(root, 'journey')
mkdirSync(scratch)
const env = { NO_COLOR: '1', TMPDIR: scratch, npm_config_userconfig: '/dev/null', npm_config_update_notifier: 'false' }
const pane = copy === null ? null : openPane(copy.folder, 80, 24, env)

afterAll(() => {
  pane?.close()
  copy?.remove()
})

const exercise = (name: string) => join(copy!.folder, 'exercises', name)

/** As editors do that never leave half a file behind. */
const saveByRenaming = (from: string, name: string): void => {
  copyFileSync(join(copy!.folder, from), exercise(`.${name}.swp`))
  renameSync(exercise(`.${name}.swp`), exercise(name))
}

const tooSoon = `import { fork } from 'node:child_process'
import { once } from 'node:events'

const [role, number] = process.argv.slice(2)

if (role === 'child') {
  setTimeout(() => console.log(number), number === '1' ? 0 : 600)
} else {
  const children = ['1', '2', '3', '4'].map((each) => fork(import.meta.filename, ['child', each]))
  await once(children[0]!, 'exit')
  console.log('all done')
}
`

/** A parent and a child that never end, whoever asks. */
const endless = `import { fork } from 'node:child_process'
if (process.argv[2] !== 'child') fork(import.meta.filename, ['child'])
process.on('SIGTERM', () => {})
setInterval(() => {}, 1000)
`

/** The line that names the questions, six of them or more. */
const questionsAsked = /^(── (?:[○✔✘](?: \[?q\d+\]?)? +){5}[○✔✘](?: \[?q\d+\]?)?)(?: +[○✔✘](?: q\d+)?)* ─.*/m

/**
 * What differs from run to run, and from kit to kit: times, process ids, the picture of both with its second row of signs, and the
 * questions behind the sixth.
 */
const steady = (screen: string): string =>
  screen
    .split('\n')
    .filter((line) => !/[╷┥┗]/.test(line))
    .map((line) => (/[□┄┤]/.test(line) ? '' : line))
    .join('\n')
    .replace(questionsAsked, '$1 ──')
    .replaceAll(/\d+ ms/g, '… ms')
    .replaceAll(/worker \d/g, 'worker …')

describe.skipIf(missing !== null)(`the loop in a terminal (${missing ?? 'tmux'})`, () => {
  const it = pane!
  beforeEach(() => it.resize(80, 24))

  test('opens with the first question, and shows a wrong answer, hints, the right one, and the next question', async () => {
    it.type('stty -a > before; npm start; echo "ended $?"; stty -a | diff before - && echo as it was')
    expect(`\n${steady(await it.until('quit'))}\n`).toMatchInlineSnapshot(`
      "
       q1  Multiprocessing, and what for

       What is multiprocessing? Why is it useful?

       Not begun yet. How to begin:
         1  Open exercises/q1.md in your editor, in another window.
         2  Write below the comment, in your own words. One sentence is a beginning.
         3  Save. A moment later you see here what became of it.

       What to produce: one or two paragraphs, about 80 to 200 words. Whole sentences,
       please: a list of key words says nothing.
         - first say what multiprocessing is: what runs, how much of it at once, and
           on what;
         - then say why that is useful: for what kind of work, and what one gains.
       You may speak of Python or of Node.







      ── ○ [q1]  ○ q2  ○ q3  ○ q4  ○ q5  ○ q6 ──
       h hint  n next  p prev  r run  o output  l list  s solution  x reset  q quit
      "
    `)

    writeFileSync(exercise('q1.md'), 'Processes are useful.\n')
    expect(await it.until('attempt 1')).toMatch(/ written {3}attempt 1 {3}\d.*\/10 {2}✘$/m)
    it.press('h')
    expect(await it.until('hint 1')).not.toContain('hint 2')
    saveByRenaming('answers/q1.md', 'q1.md')
    expect(await it.until('Passed')).toMatch(/attempt 2 {3}10\/10 {2}✔\n[^]*✔ Passed {2}10\/10\. n goes on to q2\./)
    it.press('n')
    expect((await it.until('What are the differences')).split('\n')[0]).toBe(' q2  Processes and threads')
  })

  test('a save of a program shows its question, its processes and what is wrong; so at every size', async () => {
    writeFileSync(exercise('q6.ts'), tooSoon)
    const shown = await it.until('0 of 2 points')
    expect(`\n${steady(shown)}\n`).toMatchInlineSnapshot(`
      "
       q6  Four processes, four numbers              TypeScript   attempt 1   8/10  ✘

       Write a program that creates 4 processes, each of which prints a different
       number; wait for all of them, then print a line.

        ✔ api, spawned, output, exit
        ✘ joined   waits for all four          0 of 2 points
             expected  main goes on when all 4 workers have ended
             seen      main printed "all done" … ms before worker … ended
             where     line 9  “const children = ['1', '2', '3', '4'].map((each) …”
             next      What tells a parent that its child has ended? Wait for that,
                       once for every child.



      ── ✔ q1  ○ q2  ○ q3  ○ q4  ○ q5  ✘ [q6] ──
       h hint  n next  p prev  r run  o output  l list  s solution  x reset  q quit
      "
    `)
    expect(shown).toContain('── shortened: d shows all ──\n')
    expect(shown.split('\n').filter((line) => /^ (?:main|w[1-4]) .*[┥┤]/.test(line))).toHaveLength(5)
    it.resize(60, 20)
    const narrow = await it.until('x reset  q quit')
    expect(narrow).toMatch(/ ↓ [34]\b/)
    expect(`\n${steady(narrow)}\n`).toMatchInlineSnapshot(`
      "
       q6  Four processes, four numbers      TypeScript   8/10  ✘

       Write a program that creates 4 processes, each of which
       prints a different number; wait for all of them, then print
       a line.

        ✔ api, spawned, output, exit
        ✘ joined   waits for all four: 0 of 2 points
             expected  main goes on when all 4 workers have ended
             seen      main printed "all done" … ms before
                       worker … ended
             next      What tells a parent that its child has
                       ended? Wait for that, once for every child.

      ── ✔  ○  ○  ○  ○  ✘ [q6] ──
       h hint  n next  p prev  r run  o output  l list  s solution
       x reset  q quit
      "
    `)
    it.resize(120, 40)
    expect(await it.until('output  What it printed')).not.toContain('shortened')
    it.resize(80, 24)
    await it.until('shortened')
  })

  test('a save while a program runs ends that program and everything that it started', async () => {
    writeFileSync(exercise('q3.ts'), endless)
    await it.until(/q3 .*checking/)
    while (processesIn(scratch).filter(({ command }) => command.includes('q3.mjs')).length < 3) await delay(30)
    rmSync(exercise('q3.ts'))
    saveByRenaming('solutions/q3.ts', 'q3.ts')
    expect(await it.until('Passed')).toMatch(/^ q3 .* TypeScript {3}attempt 1 {3}10\/10/)
    expect(processesIn(scratch).filter(({ command }) => command.includes('.mjs'))).toEqual([])
  })

  test('q leaves the terminal as it was, and the learner’s progress in its file', async () => {
    it.press('q')
    expect(await it.until(/^as it was$/m)).toContain('ended 0')
    const { questions } = JSON.parse(readFileSync(join(copy!.folder, '.joinery', 'progress.json'), 'utf8')) as { questions: object }
    expect(questions).toMatchObject({ q1: { best: 10, attemptsToPass: 2 }, q3: { attemptsToPass: 1 }, q6: { firstPassed: null } })
  })
})

describe.skipIf(missing !== null).concurrent(`whatever else ends it (${missing ?? 'tmux'})`, () => {
  beforeAll(() => writeFileSync(exercise('q3.ts'), endless))

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT', 'C-c', 'C-z'])('%s leaves the terminal as it was, and nothing behind', async (way) => {
    const scratch = join(root, way)
    mkdirSync(scratch, { recursive: true })
    const other = openPane(copy!.folder, 80, 24, { ...env, TMPDIR: scratch })
    const compare = `stty -a | diff ${scratch}/before - && echo as it was`
    try {
      other.type(`stty -a > ${scratch}/before; (exec node graders/start.cjs watch q3); echo "ended $?"; ${compare}`)
      await other.until('checking')
      if (way.startsWith('SIG')) process.kill(other.foreground(), way)
      else other.press(way)
      expect(await other.until(/^as it was$/m)).toContain(`ended ${ends[way]}`)
      if (way === 'C-z') {
        other.type(`clear; fg; ${compare}`)
        await other.until('q quit')
        other.press('q')
        await other.until(/^as it was$/m)
      }
      expect(processesIn(scratch)).toEqual([])
    } finally {
      other.close()
    }
  })
})

/** The terminal alone, opened by a program that breaks down. */
const brokenProgram = (): string => {
  const file = join(root, 'broken.mjs')
  const { code } = transformSync('terminal.ts', readFileSync(join(home, 'graders/study/terminal.ts'), 'utf8'), {})
  const listener = '{ onKey: () => {}, onResize: () => {}, onResume: () => {}, onGone: () => {} }'
  const breaks = "setTimeout(() => { throw new Error('broken on purpose') }, 100)"
  writeFileSync(file, `${code}\nopenTerminal(process.stdin, process.stdout, ${listener}).show(['the loop'])\n${breaks}\n`)
  return file
}

test.skipIf(missing !== null)(
  `Ctrl-C and Ctrl-D at a question end the command, and nothing is said or written (${missing ?? 'tmux'})`,
  async () => {
    const asked = openPane(copy!.folder, 80, 24, env)
    try {
      for (const [key, left] of [
        ['C-c', 'Your name:\nended with 130'],
        ['C-d', 'Your name:\njoinery: a name needs at least one letter: add -- --name "Your Name".\nended with 2'],
      ] as const) {
        asked.type('clear; node graders/start.cjs submit; echo ended with $?')
        await asked.until('Your name:')
        asked.press(key)
        expect(await asked.until('ended with')).toContain(left)
      }
    } finally {
      asked.close()
    }
  },
)

test.skipIf(missing !== null)(`a fault of the kit leaves the terminal as it was, and can be read (${missing ?? 'tmux'})`, async () => {
  const other = openPane(root, 80, 24, env)
  try {
    other.type(`stty -a > before; node ${brokenProgram()}; echo "ended $?"; stty -a | diff before - && echo as it was`)
    const shown = await other.until(/^as it was$/m)
    expect(shown).toContain('Error: broken on purpose')
    expect(shown).toContain('ended 1')
    expect(shown).not.toContain('the loop')
  } finally {
    other.close()
  }
})

const ends: Readonly<Record<string, number>> = { 'C-c': 0, 'C-z': 148, SIGTERM: 130, SIGHUP: 130, SIGINT: 130 }
