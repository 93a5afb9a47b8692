import { expect, test } from 'vitest'
import { four, program, waits } from './programs.ts'

const again = (condition: string): string => `while (${condition}) await new Promise((r) => setTimeout(r, 10))\nconsole.log('done')`
const pause = "await new Promise((r) => setTimeout(r, 1000))\nconsole.log('done')"

test.each<[string, string]>([
  ['a count', `let n = 0\nfor (const c of children) c.on('exit', () => { n++ })\n${again('n < 4')}`],
  ['a sum', `let n = 0\nfor (const c of children) c.on('exit', () => { n = n + 1 })\n${again('n !== 4')}`],
  ['a flag', `let all = false\nPromise.all(children.map((c) => once(c, 'exit'))).then(() => { all = true })\n${again('!all')}`],
  [
    'a flag for each',
    `const over = [false, false, false, false]\nchildren.forEach((c, i) => c.on('exit', () => { over[i] = true }))\n${again('!over.every(Boolean)')}`,
  ],
  [
    'states by name',
    `const state: Record<string, string> = {}\nchildren.forEach((c, i) => { state[i] = 'runs'; c.on('exit', () => { state[i] = 'over' }) })\n${again("Object.values(state).includes('runs')")}`,
  ],
  [
    'a list',
    `const codes: number[] = []\nfor (const c of children) c.on('exit', (code: number) => codes.push(code))\n${again('codes.length < 4')}`,
  ],
  [
    'a private field',
    `class Count { #n = 0; up() { this.#n += 1 }\nget isFull() { return this.#n === 4 } }\nconst count = new Count()\nfor (const c of children) c.on('exit', () => count.up())\n${again('!count.isFull')}`,
  ],
  [
    'a field taken out by its name',
    `const state = { n: 0 }\nconst isOpen = () => { const { n } = state; return n < 4 }\nfor (const c of children) c.on('exit', () => { state.n++ })\n${again('isOpen()')}`,
  ],
])('a listener that changes what is asked for waits: %s', (_, main) => {
  expect(waits(program(`${four}\n${main}`))).toEqual(['end'])
})

test('what another file exports is asked for there', () => {
  const count = "export let n = 0\nexport const watch = (c: any) => c.on('exit', () => { n++ })"
  const main = program(
    `for (let i = 0; i < 4; i++) watch(fork('q.ts', ['child']))\n${again('n < 4')}`,
    "import { n, watch } from './count.ts'",
  )
  expect(waits(main, { 'count.ts': count })).toEqual(['end'])
})

test.each<[string, string]>([
  ['a count', `let n = 0\nfor (const c of children) c.on('exit', () => n++)\n${pause}`],
  ['a sum', `let n = 0\nfor (const c of children) c.on('exit', () => { n += 1 })\n${pause}`],
  ['a sum of its own', `let n = 0\nfor (const c of children) c.on('exit', () => { n = n + 1 })\n${pause}`],
  [
    'a count that is printed',
    `let n = 0\nfor (const c of children) c.on('exit', () => { n++ })\n${pause}\nconsole.log(\`\${n} have ended\`)`,
  ],
  ['a list', `const codes: number[] = []\nfor (const c of children) c.on('exit', (code: number) => codes.push(code))\n${pause}`],
  ['a set', `const over = new Set<number>()\nfor (const c of children) c.on('exit', () => { over.add(c.pid!) })\n${pause}`],
  ['a field', `const state = { n: 0 }\nfor (const c of children) c.on('exit', () => { state.n++ })\n${pause}`],
  ['the time', `let last = 0\nfor (const c of children) c.on('exit', () => { last = Date.now() })\n${pause}`],
  ['a flag', `let all = false\nPromise.all(children.map((c) => once(c, 'exit'))).then(() => { all = true })\n${pause}`],
  ['a count in an async function', `let n = 0\nchildren.forEach(async (c) => { await once(c, 'exit'); n++ })\n${pause}`],
  [
    'a count beside another one of that name',
    `let n = 0\nfor (const c of children) c.on('exit', () => { n++ })\nfor (let n = 0; n < 2; n++) console.log(n)\n${pause}`,
  ],
])('a listener that changes what nobody asks for does not: %s', (_, main) => {
  expect(waits(program(`${four}\n${main}`))).toEqual([null])
})
