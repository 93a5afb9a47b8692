import { expect, test } from 'vitest'
import { execute } from '../../process/execute.ts'

test.each([
  ['py', "import os\nprint('ran', os.path.basename(__file__))\n", 'ran -q3.py\n'],
  ['ts', "const words: string = 'ran'\nconsole.log(words)\n", 'ran\n'],
] as const)('a program whose name begins with a dash is run, and not taken for an option (%s)', async (language, text, stdout) => {
  const entry = `-q3.${language}`
  const ran = await execute({ exercise: 'q3', language, entry, files: [{ path: entry, text }] }, { timeoutMs: 30_000 })
  expect({ exit: ran.exit, stdout: ran.stdout, stderr: ran.stderr }).toEqual({ exit: { code: 0 }, stdout, stderr: '' })
})
