import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { graders } from '../../index.ts'
import { readDesk } from '../../study/desk.ts'

test('notes and data beside untouched stubs are nobody’s homework while one works, as they are none in a check', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-desk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'q3.ts'), '// TODO: write your program below this line.\n')
  writeFileSync(join(folder, 'data.txt'), 'hello-data\n')
  const { submission } = await readDesk(folder, graders)
  expect(submission.answers.map(({ entry }) => entry)).toEqual(['q3.ts'])
})
