import { expect, test } from 'vitest'
import { program, waits } from './programs.ts'

const sleep = "await new Promise((r) => setTimeout(r, 1000))\nconsole.log('done')"
const start = "const child = fork('q.ts', ['child', String(i)])\nconst end = once(child, 'exit')"
const pushed = (before: string, link: string) => `${before}\nfor (let i = 0; i < 4; i++) {\n${start}\n${link}\n}`
const inFront = pushed('let head: any = null', 'head = { end, next: head }')
const list = `class Item { next: Item | null = null
constructor(readonly end: Promise<unknown>) {} }
class List { head: Item | null = null
tail: Item | null = null
append(item: Item) { if (this.tail === null) this.head = this.tail = item
else { this.tail.next = item; this.tail = item } } }`
const stack = `class Item { constructor(readonly end: Promise<unknown>, readonly next: Item | null) {} }`

test.each<[string, string]>([
  ['in front of each other', `${inFront}\nfor (let at = head; at !== null; at = at.next) await at.end\n${sleep}`],
  ['by a loop with while', `${inFront}\nlet at = head\nwhile (at) {\nawait at.end\nat = at.next\n}\n${sleep}`],
  ['by their head itself', `${inFront}\nwhile (head !== null) {\nconst { end } = head\nawait end\nhead = head.next\n}\n${sleep}`],
  [
    'that hold the processes',
    `${pushed('let head: any = null', 'head = { child, end, next: head }')}\nfor (let at = head; at; at = at.next) if (at.child.exitCode === null) await once(at.child, 'exit')\n${sleep}`,
  ],
  [
    'of a class',
    `${stack}\n${pushed('let head: Item | null = null', 'head = new Item(end, head)')}\nfor (let at: Item | null = head; at; at = at.next) await at.end\n${sleep}`,
  ],
  [
    'of a list of its own',
    `${list}\n${pushed('const list = new List()', 'list.append(new Item(end))')}\nlet at = list.head\nwhile (at) {\nawait at.end\nat = at.next\n}\n${sleep}`,
  ],
  [
    'that a generator goes along',
    `${stack}\n${pushed('let head: Item | null = null', 'head = new Item(end, head)')}\nfunction* ends() { for (let at = head; at; at = at.next) yield at.end }\nawait Promise.all(ends())\n${sleep}`,
  ],
  [
    'behind each other, from a first that is empty',
    `${pushed('const first: any = { next: null }\nlet last = first', 'const item = { end, next: null }\nlast.next = item\nlast = item')}\nfor (let at = first.next; at; at = at.next) await at.end\n${sleep}`,
  ],
])('whoever awaits each link of a chain waits for all: %s', (_, main) => {
  expect(waits(program(main))).toEqual(['end'])
})

test.each<[string, string]>([
  ['the last alone', `${inFront}\nawait head.end\n${sleep}`],
  ['the last two', `${inFront}\nawait head.end\nawait head.next.end\n${sleep}`],
  [
    'what is not linked',
    `${pushed('let head: any = null', 'head = { end, next: null }')}\nfor (let at = head; at; at = at.next) await at.end\n${sleep}`,
  ],
  [
    'a chain by another name',
    `${pushed('let head: any = null', 'head = { end, before: head }')}\nfor (let at = head; at; at = at.next) await at.end\n${sleep}`,
  ],
])('whoever awaits less does not: %s', (_, main) => {
  expect(waits(program(main))).toEqual([null])
})
