import { expect, test } from 'vitest'
import type { TracedProcess, Write } from '../../core/process.ts'
import { everyWorkerJoined } from '../../facts/joined.ts'
import { main, said, worker } from '../report/builder.ts'
import { evidenceInTypeScript } from './observed.ts'

const sleep = "await new Promise((resolve) => setTimeout(resolve, 900))\nconsole.log('done')"
const aborted = (ms: number) =>
  `const stop = new AbortController()\nsetTimeout(() => stop.abort(), ${ms})\nawait once(child, 'exit', { signal: stop.signal }).catch(() => {})`
const guarded = (ms: number) =>
  `await new Promise<void>((resolve, reject) => { child.on('exit', () => resolve()); setTimeout(() => reject(new Error()), ${ms}) }).catch(() => {})`

/** The verdict on a program whose child, in a run told by hand, lives for 290 ms, and whose main prints 700 ms later. */
const verdictOn = (wait: string, printedMs = 1000) => {
  const text = `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nif (process.argv[2] === 'child') {\n  console.log('hello')\n} else {\nconst child = fork('q3.ts', ['child'])\n${wait}\n}\n`
  const run = [main(1100, { wrote: [said(printedMs, 'done\n')] }), worker(10, 300, { wrote: [said(200, 'hello\n')] })]
  return everyWorkerJoined({ thenPrints: true })(evidenceInTypeScript(text, run))
}

test.each<[string, string]>([
  ['a race with a timer', `await Promise.race([once(child, 'exit'), new Promise((resolve) => setTimeout(resolve, 20))])`],
  ['an event with a limit', "await once(child, 'exit', { signal: AbortSignal.timeout(20) }).catch(() => {})"],
  ['an event that is aborted', aborted(20)],
  ['a promise that gives up', guarded(20)],
])('a wait that had given up before the child ended is none, whatever main sleeps: %s', (_, wait) => {
  const seen = expect.stringContaining('waits for 20 ms at most, and that was not enough; then main sleeps')
  expect(verdictOn(`${wait}\n${sleep}`)).toMatchObject({ status: 'failed', seen })
})

test.each<[string, string]>([
  ['a race with a timer', `await Promise.race([once(child, 'exit'), new Promise((resolve) => setTimeout(resolve, 5000))])`],
  ['an event with a limit', "await once(child, 'exit', { signal: AbortSignal.timeout(5000) })"],
  ['an event that is aborted', aborted(5000)],
  ['a promise that gives up', guarded(5000)],
  ['a limit that is not written out', `const ms = Number(process.env.LIMIT)\n${guarded(20).replace('20', 'ms')}`],
])('one that was long enough is a wait: %s', (_, wait) => {
  expect(verdictOn(`${wait}\n${sleep}`)).toMatchObject({ status: 'passed' })
})

test('one without a limit beside it is a wait', () => {
  const raced = `await Promise.race([once(child, 'exit'), new Promise((resolve) => setTimeout(resolve, 20))])`
  expect(verdictOn(`const ended = once(child, 'exit')\n${raced}\nawait ended\n${sleep}`)).toMatchObject({ status: 'passed' })
})

const callback = "callbackify(async () => { await once(child, 'exit') })(() => console.log('done'))"

test.each<[string, string]>([
  ['a function that awaits it', callback],
  ['the process', "whenEnded(child, () => console.log('done'))"],
  ['a promise for its end', "const ended = once(child, 'exit')\nwhenSettled(ended, () => console.log('done'))"],
  ['a list of such', "whenSettled([once(child, 'exit')], () => console.log('done'))"],
])('whether something unknown waits for what it is given, nobody can tell: %s', (_, wait) => {
  expect(verdictOn(wait)).toMatchObject({ status: 'unclear', why: expect.stringContaining('does not show whether it waits') })
})

test.each<[string, string, number]>([
  ['the run shows it', callback, 150],
  ['main sleeps', `assert(child)\n${sleep}`, 1000],
  ['it is given something else', "whenEnded(child.pid, () => console.log('done'))", 1000],
])('but not where %s', (_, wait, printedMs) => {
  expect(verdictOn(wait, printedMs)).toMatchObject({ status: 'failed' })
})

/** The verdict on a program whose shell ends at 50 ms, and what it has put into the background at 300 ms. */
const verdictOnShell = (more: Partial<TracedProcess>, after = sleep, relayed: readonly Write[] = []) => {
  const text = `import { execSync } from 'node:child_process'\nif (process.argv[2] === 'child') console.log('hello')\nelse {\nexecSync('node q3.ts child &', { stdio: 'inherit' })\n${after}\n}\n`
  const shell = worker(10, 50, { pid: 7, role: 'helper', command: 'sh -c node q3.ts child &' })
  const child = worker(20, 300, { parent: 7, reapedBy: null, reapedMs: null, wrote: [said(200, 'hello\n')], ...more })
  const run = [main(1100, { wrote: [...relayed, said(1000, 'done\n')] }), shell, child]
  return everyWorkerJoined({ thenPrints: true })(evidenceInTypeScript(text, run))
}

test('the end of a shell is not that of what it has put into the background', () => {
  const seen = expect.stringContaining('what ends there is “sh -c node q3.ts child &”, 250 ms before worker 1; then main sleeps')
  expect(verdictOnShell({})).toMatchObject({ status: 'failed', seen })
})

test.each<[string, Partial<TracedProcess>, string?, Write[]?]>([
  ['the shell waited for it', { endedMs: 40, reapedBy: 7 }],
  ['main started it', { parent: 100 }],
  ['main does not sleep', {}, "console.log('done')"],
  ['its line came by a pipe, which held main back', {}, sleep, [said(301, 'hello\n')]],
])('but nothing is held against it where %s', (_, more, after, relayed) => {
  expect(verdictOnShell(more, after, relayed)).toMatchObject({ status: 'passed' })
})
