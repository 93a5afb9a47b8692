import { describe, expect, test } from 'vitest'
import { computedMs } from '../../computed.ts'
import { read } from './programs.ts'

describe('hostile programs', () => {
  test.each<[string, string]>([
    ['many calls', "import { fork } from 'child_process'\nconst f = () => fork('x')\n" + 'f();\n'.repeat(50_000)],
    ['half a mebibyte of declarations', Array.from({ length: 20_000 }, (_, i) => `const variable${i} = ${i};`).join('\n')],
    ['a long list', `const list = [${'1,'.repeat(100_000)}]\nfor (const x of list) console.log(x)`],
    ['a long sum', `const sum = ${"'a' + ".repeat(40_000)}'b'`],
    ['deep brackets', `const x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['deep lists', `const x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['deep blocks', '{'.repeat(20_000) + '}'.repeat(20_000)],
    ['deep functions', `${'(() => '.repeat(5_000)}1${')'.repeat(5_000)}`],
    ['a long chain', `p${'.then(f)'.repeat(20_000)}`],
    [
      'doubling calls',
      Array.from({ length: 60 }, (_, i) => `function f${i}() { f${i + 1}(); f${i + 1}() }`).join('\n') + '\nfunction f60() {}\nf0()',
    ],
    ['endless recursion', 'function f(): void { f(); g() }\nfunction g(): void { f() }\nf()'],
    ['classes of classes', 'class A { b = new B() }\nclass B { a = new A() }\nnew A()'],
    ['a class of itself', 'class A extends A {}\nnew A().x()'],
    ['listeners of listeners', "import { fork } from 'child_process'\nfunction f() { fork('x').on('exit', () => { f(); f() }) }\nf()"],
    ['many forks in one name', "import { fork } from 'child_process'\nlet c\nwhile (true) {\n" + "c = fork('x');\n".repeat(1_500) + '}'],
    ['many forks, each listened to', "import { fork } from 'child_process'\n" + "fork('x').on('exit', f);\n".repeat(12_000)],
    ['many forks in one list', "import { fork } from 'child_process'\nconst all = []\n" + "all.push(fork('x'));\n".repeat(2_000)],
  ])('%s', (_, text) => {
    expect(computedMs(() => expect(read(text).language).toBe('ts'))).toBeLessThan(10_000)
  })
})
