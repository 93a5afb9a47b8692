import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { graders } from '../../index.ts'
import { readDesk, savedIn } from '../../study/desk.ts'
import { scratch } from '../scratch.ts'

const folderFor = (): string => {
  const folder = scratch()
  return folder
}

test('notes and data beside untouched stubs are nobody’s homework while one works, as they are none in a check', async () => {
  const folder = folderFor()
  writeFileSync(join(folder, 'q3.ts'), '// TODO: write your program below this line.\n')
  writeFileSync(join(folder, 'data.txt'), 'hello-data\n')
  const { submission } = await readDesk(folder, graders)
  expect(submission.answers.map(({ entry }) => entry)).toEqual(['q3.ts'])
})

test('a file that gets another name has been saved, though nobody wrote it anew', async () => {
  const folder = folderFor()
  writeFileSync(join(folder, 'q3.js'), "console.log('hi')\n")
  const before = await readDesk(folder, graders)
  expect(savedIn(before, await readDesk(folder, graders), 'q1')).toBeNull()
  renameSync(join(folder, 'q3.js'), join(folder, 'q3.ts'))
  expect(savedIn(before, await readDesk(folder, graders), 'q1')).toEqual({ id: 'q3', language: 'ts' })
})
