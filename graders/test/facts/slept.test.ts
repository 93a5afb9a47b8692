import { describe, expect, test } from 'vitest'
import { type Mistake, here, verdictOn, testMistakes } from './mistakes.ts'

const fork = `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nif (process.argv[2]) console.log(Number(process.argv[2]) * 10)\nelse {\n`
const each = (text: string) => `for (const n of [1, 2, 3, 4]) {\n  const child = fork(import.meta.filename, [\`\${n}\`])\n  ${text}\n}\n`
const logs = "child.on('exit', () => console.log('one has ended'))"
const kept = `const children = []\n${each(`children.push(child)\n  ${logs}`)}`

const program = (what: string, text: string): Mistake => ({
  what,
  question: 'q6',
  language: 'ts',
  text: `${fork}${text}}\n`,
  check: 'joined',
  seen: 'and only prints then; "all have ended" comes after a fixed time, line',
  next: 'What could it wait for instead of a time?',
})

const mistakes: readonly Mistake[] = [
  program('a timer says the last line', `${each(logs)}setTimeout(() => console.log('all have ended'), 1000)\n`),
  program(
    'main sleeps before its last line',
    `${each(logs)}await new Promise((resolve) => setTimeout(resolve, 1000))\nconsole.log('all have ended')\n`,
  ),
]

const isNoPromise: Mistake = {
  ...program('main awaits what listeners are put on', `${each(`await ${logs}`)}console.log('all have ended')\n`),
  seen: 'a process is awaited here as if it were a promise, and so main goes on at once; it printed "all have ended" while a process was running',
  next: 'what gives you such a thing for the end of a process?',
}

const waits: readonly Mistake[] = [
  program('and main awaits what they are put on, but says nothing of its own', each(`await ${logs}`)),
  program(
    'and main awaits all ends',
    `${kept}await Promise.all(children.map((child) => once(child, 'exit')))\nawait new Promise((resolve) => setTimeout(resolve, 100))\nconsole.log('all have ended')\n`,
  ),
  program(
    'and a listener counts',
    `let ended = 0\n${each(`${logs}\n  child.on('exit', () => { if (++ended === 4) setTimeout(() => console.log('all have ended'), 100) })`)}`,
  ),
  program(
    'and the last line is said at main’s own end',
    `${each(logs)}process.on('exit', () => console.log('all have ended'))\nsetTimeout(() => console.log('a moment'), 10)\n`,
  ),
  program('and the timer spoke before the last end', `setTimeout(() => console.log('main waits'), 1)\n${each(logs)}`),
  program(
    'and a loop asks whether one still runs',
    `${kept}while (children.some((child) => child.exitCode === null)) await new Promise((resolve) => setTimeout(resolve, 20))\nconsole.log('all have ended')\n`,
  ),
]

describe.concurrent('listeners that say of each process that it has ended', () => {
  testMistakes([...mistakes, isNoPromise])

  test.each(here(waits))('$what', async (mistake) => {
    expect(await verdictOn(mistake)).toMatchObject({ status: 'passed' })
  })
})
