import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Answer } from '../../core/types.ts'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { graderOf, notPassed } from '../grading.ts'

const problem = await sandboxProblem()

const graded = (language: 'ts' | 'py', text: string, sandbox = false) => {
  const entry = `q3.${language}`
  const answer: Answer = { exercise: 'q3', language, entry, files: [{ path: entry, text }] }
  return graderOf('q3').grade(answer, { timeoutMs: 20_000, sandbox })
}

const verdictsOn = async (language: 'ts' | 'py', text: string, sandbox = false) => notPassed(await graded(language, text, sandbox))

const byName = (main: string) =>
  `import { fork, execSync } from 'node:child_process'\nimport { once } from 'node:events'\nimport { writeFileSync } from 'node:fs'\nif (process.argv[2]) console.log('child')\nelse {\n  await once(fork(process.argv[1]!, ['child']), 'exit')\n  ${main}\n}\n`

test.runIf(process.platform === 'linux')('a program that the kit keeps from opening its own output has not failed', async () => {
  expect(await verdictsOn('ts', byName("writeFileSync('/dev/stdout', 'parent')"))).toEqual({ output: 'unclear', exit: 'unclear' })
  expect(await verdictsOn('ts', byName("execSync('echo parent > /dev/stdout')"))).toMatchObject({ output: 'unclear', exit: 'unclear' })
  const child = "def child():\n    with open('/dev/stdout', 'w') as out:\n        print('child', file=out)\n"
  const main = "if __name__ == '__main__':\n    p = Process(target=child)\n    p.start()\n    p.join()\n    print('parent')\n"
  expect(await verdictsOn('py', `from multiprocessing import Process\n${child}${main}`)).toEqual({ output: 'unclear', exit: 'unclear' })
})

test('and one that cannot open something else has', async () => {
  expect(await verdictsOn('ts', byName("writeFileSync('/dev/nobody/stdout', 'parent')"))).toEqual({ output: 'failed', exit: 'failed' })
})

const python = (imports: string, wait = 'p.join()') =>
  `${imports}\nfrom multiprocessing import Process\ndef child():\n    print('child')\nif __name__ == '__main__':\n    p = Process(target=child)\n    p.start()\n    ${wait}\n    print('parent')\n`
const notInstalled = { spawned: 'unclear', output: 'unclear', joined: 'unclear', exit: 'unclear' }

test('a program that imports a well-known package which is not installed here has not failed', async () => {
  expect(await verdictsOn('py', python('import google.colab.nowhere'))).toEqual(notInstalled)
  const fork = `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nif (process.argv[2]) console.log('child')\nelse {\n  await once(fork(process.argv[1]!, ['child']), 'exit')\n  console.log('parent')\n}\n`
  expect(await verdictsOn('ts', `import lodash from 'lodash/nowhere'\nlodash()\n${fork}`)).toEqual(notInstalled)
})

test('nor has one that leaves it to such a package to make the process', async () => {
  const execa = "import { execaNode } from 'execa/nowhere'\nawait execaNode`child.js`\nconsole.log('parent')\n"
  expect(await verdictsOn('ts', execa)).toEqual({ api: 'unclear', ...notInstalled })
  expect(await verdictsOn('ts', execa.replace('execa/nowhere', 'chalk/nowhere'))).toMatchObject({ api: 'failed' })
})

test('one that misspells a module has, and so has one that makes no process', async () => {
  expect(await verdictsOn('py', python('import multiprocesing'))).toMatchObject({ spawned: 'failed', exit: 'failed' })
  expect(await verdictsOn('py', `import google.colab.nowhere\nprint('child')\nprint('parent')\n`)).toMatchObject({ api: 'failed' })
})

test('who has other packages make processes is sent to what comes with Python, and not to the spelling', async () => {
  const { checks } = await graded('py', 'import google.colab.nowhere\nprint("child")\n')
  expect(checks[0]?.verdict).toMatchObject({ status: 'failed', hint: expect.stringMatching(/^That package .* comes with Python/) })
})

const fetching = (address: string) =>
  `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nif (process.argv[2]) console.log(await (await fetch('${address}')).text())\nelse {\n  await once(fork(process.argv[1]!, ['child']), 'exit')\n  console.log('parent')\n}\n`

test.skipIf(problem !== null)(`nor has one that asks for another machine, where there is no network${problem ?? ''}`, async () => {
  const child = "def child():\n    print(urllib.request.urlopen('http://joinery.invalid').read())\n"
  const main = "if __name__ == '__main__':\n    p = Process(target=child)\n    p.start()\n    p.join()\n    print('parent')\n"
  const notTold = { output: 'unclear', exit: 'unclear' }
  expect(await verdictsOn('py', `import urllib.request\nfrom multiprocessing import Process\n${child}${main}`, true)).toEqual(notTold)
  expect(await verdictsOn('ts', fetching('http://joinery.invalid'), true)).toEqual(notTold)
  expect(await verdictsOn('ts', fetching('http://192.0.2.1'), true)).toEqual(notTold)
})

test('outside of the sandbox the program has the network that there is', async () => {
  expect(await verdictsOn('ts', fetching('http://joinery.invalid'))).toEqual({ output: 'failed', exit: 'failed' })
})

test('nor has one that asks for what only another system has, or a terminal', async () => {
  const only = process.platform === 'win32' ? 'pwd' : 'winreg'
  expect(await verdictsOn('py', python(`import ${only}`))).toEqual(notInstalled)
  expect(await verdictsOn('py', python('import locale\nlocale.setlocale(locale.LC_ALL, "no_SUCH.country")'))).toEqual(notInstalled)
  expect(await verdictsOn('py', python('import os\nos.get_terminal_size()'))).toEqual(notInstalled)
  const raw = `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nif (process.argv[2]) console.log('child')\nelse {\n  process.stdin.setRawMode(true)\n  await once(fork(process.argv[1]!, ['child']), 'exit')\n  console.log('parent')\n}\n`
  expect(await verdictsOn('ts', raw)).toEqual(notInstalled)
})

test('a program may ask who runs it, where, and by which terminal', async () => {
  const asks =
    'import os, pathlib\nprint([os.environ[name] for name in ("USER", "LOGNAME", "SHELL", "TERM")], pathlib.Path.home().exists())'
  expect(await verdictsOn('py', python(asks))).toEqual({})
})

const [, minor = 0] = (spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout ?? '').split('.').map(Number)
const oneMore = (line: string) => python(`import os, itertools\n${line}`)

test.skipIf(minor === 0 || minor >= 12)('nor has one that is written for a newer Python', async () => {
  expect(await verdictsOn('py', oneMore('from itertools import batched'))).toEqual(notInstalled)
  expect(await verdictsOn('py', oneMore('print(os.process_cpu_count())'))).toEqual(notInstalled)
  expect(await verdictsOn('py', oneMore('type Name = str'))).toEqual(notInstalled)
  expect(await verdictsOn('py', oneMore('print(f"{os.environ["PATH"][:0]}")'))).toEqual(notInstalled)
  expect(await verdictsOn('py', oneMore('print(itertools.batches)'))).toMatchObject({ spawned: 'failed', exit: 'failed' })
})

const guarded = (guard: string, main: string) =>
  `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nimport { basename } from 'node:path'\nif (process.argv[2]) console.log('child')\nelse if (${guard}) ${main}\n`
const starts = "{\n  await once(fork(process.argv[1]!, ['child']), 'exit')\n  console.log('parent')\n}"

test.each(["process.argv[1]!.endsWith('/q3.ts')", "'q3.ts' === basename(process.argv[1]!)", '/q3\\.ts$/.test(process.argv[1]!)'])(
  'who asks whether the name is the one that the file has at home has not failed: %s',
  async (guard) => {
    expect(await verdictsOn('ts', guarded(guard, starts))).toEqual({ spawned: 'unclear', output: 'unclear', joined: 'unclear' })
  },
)

test('nor has who breaks off because of it', async () => {
  const refuses = `if (basename(process.argv[1]!) !== 'q3.ts') throw new Error('another file')\nawait once(fork('child.ts'), 'exit')\n`
  const imports = `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nimport { basename } from 'node:path'\n`
  const notTold = { spawned: 'unclear', output: 'unclear', joined: 'unclear', exit: 'unclear' }
  expect(await verdictsOn('ts', imports + refuses)).toEqual(notTold)
})

test('and who starts a process by it, or makes none at all, is judged', async () => {
  expect(await verdictsOn('ts', guarded("!process.argv[1]!.endsWith('/q3.ts')", starts))).toEqual({})
  expect(await verdictsOn('ts', guarded("process.argv[1]!.endsWith('/q3.ts')", "console.log('child')"))).toMatchObject({ api: 'failed' })
})
