import { describe, expect, test } from 'vitest'
import { four, program, read, waits } from './programs.ts'

const imports = "import { setTimeout as pause } from 'node:timers/promises'"
const one = "const child = fork(import.meta.filename, ['child'])"
const lives = 'const lives = (pid: number) => { try { return process.kill(pid, 0) } catch { return false } }'

describe('waits by asking again and again whether the process is still there', () => {
  test.each<[string, string]>([
    ['its pid, in the condition', `${lives}\n${one}\nwhile (lives(child.pid!)) await pause(10)`],
    ['the pids of all', `${lives}\n${four}\nconst pids = children.map((c) => c.pid!)\nwhile (pids.some(lives)) await pause(10)`],
    ['one pid after the other', `${lives}\n${four}\nfor (const { pid } of children) while (lives(pid!)) await pause(10)`],
    [
      'a list that gets shorter',
      `${lives}\n${four}\nlet pids = children.map((c) => c.pid!)\nwhile (pids.length > 0) { await pause(10)\npids = pids.filter(lives) }`,
    ],
    ['a handler that leaves the loop', `${one}\nfor (;;) { try { process.kill(child.pid!, 0) } catch { break }\nawait pause(10) }`],
    [
      'a handler that leaves the function',
      `${one}\nconst gone = async (pid: number) => { while (true) { try { process.kill(pid, 0) } catch { return }\nawait pause(10) } }\nawait gone(child.pid!)`,
    ],
    [
      'a handler that puts a flag down',
      `${one}\nlet on = true\nwhile (on) { try { process.kill(child.pid!, 0)\nawait pause(9) } catch { on = false } }`,
    ],
    [
      'a flag that is asked for at the end of each round',
      `${one}\nlet on = true\ndo { await pause(9)\non = child.exitCode === null } while (on)`,
    ],
    ['a condition that leaves the loop', `${one}\nwhile (true) { if (child.exitCode !== null) break\nawait pause(10) }`],
    [
      'a timer that is set again and again',
      `${one}\nconst t = setInterval(() => { try { process.kill(child.pid!, 0) } catch { clearInterval(t)\nconsole.log('done') } }, 20)`,
    ],
    [
      'a function that sets a timer for itself',
      `${one}\nfunction check() { if (child.exitCode === null) setTimeout(check, 20)\nelse console.log('done') }\ncheck()`,
    ],
    ['those that are left', `${four}\nwhile (children.filter((c) => c.exitCode === null).length > 0) await pause(10)`],
  ])('%s', (_, main) => {
    expect(waits(program(main, imports))).toEqual(['end'])
  })

  test('and says how', () => {
    const [launch] = read(program(`${lives}\n${one}\nwhile (lives(child.pid!)) await pause(10)`, imports)).launches
    expect(launch?.wait?.how).toBe('asks again and again for its pid with process.kill(pid, 0)')
  })
})

describe('asks, and waits for nothing', () => {
  test.each<[string, string]>([
    ['once', `${lives}\n${one}\nawait pause(500)\nconsole.log(lives(child.pid!))`],
    ['for the first of four', `${lives}\n${four}\nwhile (lives(children[0]!.pid!)) await pause(10)`],
    ['for main itself', `${lives}\n${one}\nwhile (lives(process.pid)) await pause(10)`],
    ['by a signal that ends it', `${one}\nwhile (true) { try { process.kill(child.pid!, 'SIGTERM') } catch { break } }`],
    ['a flag of another kind', `${one}\nlet got = false\nchild.on('spawn', () => { got = true })\nwhile (!got) await pause(10)`],
  ])('%s', (_, main) => {
    expect(waits(program(main, imports))).toEqual([null])
  })
})

describe('asks about several processes at once', () => {
  test.each<[string, string]>([
    ['whether some still run', 'while (children.some((c) => c.exitCode === null && c.signalCode === null)) await pause(10)'],
    ['whether every one has ended', 'while (!children.every((c) => c.exitCode !== null)) await pause(10)'],
    ['for one that still runs', 'while (children.find((c) => c.exitCode == null)) await pause(10)'],
    ['in a function with a return', 'while (children.some((c) => { return c.connected })) await pause(10)'],
  ])('%s, and waits for the last end', (_, main) => {
    expect(waits(program(`${four}\n${main}`, imports))).toEqual(['end'])
  })

  test.each<[string, string]>([
    [
      'whether some have ended',
      "const t = setInterval(() => { if (children.some((c) => c.exitCode !== null)) { clearInterval(t)\nconsole.log('done') } }, 20)",
    ],
    ['whether every one still runs', 'while (children.every((c) => c.exitCode === null)) await pause(10)'],
    ['for one that has ended', 'while (!children.find((c) => c.exitCode === 0)) await pause(10)'],
    ['for what is not there any more', 'while (!children.some((c) => !(c.connected))) await pause(10)'],
    ['as cluster tells', 'while (!(children as any[]).some((c) => c.isDead() || c.exitCode !== null)) await pause(10)'],
    ['with a remark in the question', 'while (!(children as any[]).some((c) => c.isDead(/* yet? */))) await pause(10)'],
  ])('%s, and goes on at the first end', (_, main) => {
    const { launches, unheld } = read(program(`${four}\n${main}`, imports))
    expect([launches.map(({ wait }) => wait), unheld?.map(({ why }) => why)]).toEqual([[null], ['first-end']])
  })

  test('of one process the first end is the last', () => {
    const main = 'const all = [fork(import.meta.filename)]\nwhile (!all.some((c) => c.exitCode !== null)) await pause(10)'
    expect(waits(program(main, imports))).toEqual(['end'])
  })
})

const ends = "const ends = [1, 2, 3, 4].map((n) => once(fork(import.meta.filename, ['child', String(n)]), 'exit'))"

describe('takes what an iterator gives by hand', () => {
  test.each<[string, string]>([
    [
      'with the next one at the end of each round',
      `${ends}\nconst it = ends.values()\nlet step = it.next()\nwhile (!step.done) { await step.value\nstep = it.next() }`,
    ],
    [
      'of a generator, and awaits all in the end',
      "function* ends() { for (const n of [1, 2]) yield once(fork(import.meta.filename, ['child', `${n}`]), 'exit') }\nconst it = ends()\nlet step = it.next()\nconst all = []\nwhile (!step.done) { all.push(step.value)\nstep = it.next() }\nawait Promise.all(all)",
    ],
  ])('%s', (_, main) => {
    expect(waits(program(main))).toEqual(['end'])
  })

  test('but only the first', () => {
    expect(waits(program(`${ends}\nconst it = ends.values()\nconst step = it.next()\nif (!step.done) await step.value`))).toEqual([null])
  })
})
