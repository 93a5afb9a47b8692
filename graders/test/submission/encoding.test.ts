import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSubmission } from '../../submission/read.ts'
import { exercises } from './questions.ts'
import { scratch } from '../scratch.ts'

const program = 'print("grüße")\n'
const western = Buffer.from(program, 'latin1')

test.each([
  ['Latin-1', 'q3.py', western, true],
  ['UTF-16', 'q3.py', Buffer.from(`\ufeff${program}`, 'utf16le'), true],
  ['Latin-1 that says so only in its third line', 'q3.py', Buffer.concat([Buffer.from('\n\n# coding: latin-1\n'), western]), true],
  ['UTF-8', 'q3.py', Buffer.from(program), false],
  ['UTF-8 with its mark', 'q3.py', Buffer.from(`\ufeff${program}`), false],
  ['Latin-1 that says so', 'q3.py', Buffer.concat([Buffer.from('#!python\r\n# -*- coding: latin-1 -*-\r\n'), western]), false],
  ['TypeScript, which Node reads whatever it is', 'q3.ts', western, false],
])('what Python would refuse to read is judged, and the learner is told: %s', async (_, name, bytes, isTold) => {
  const folder = scratch({ [name]: bytes })
  for (const path of [folder, join(folder, name)]) {
    const [answer] = (await readSubmission(path, { exercises })).answers
    expect(answer?.files[0]?.text).toContain('grüße')
    expect(answer?.notes?.join().includes('"q3.py" is not saved as UTF-8') ?? false).toBe(isTold)
  }
})
