import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { optimizeLate } from '../../classroom/engine.ts'
import { home } from '../../home.ts'

const known = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout

test('V8 knows the flag by which a process that judges optimizes late: versions call it differently', () => {
  expect(known).toContain(`  ${optimizeLate.replace(/=.*/, '')} (`)
})

test('V8 knows the flags by which the door keeps a class’s memory small: it says nothing of others', () => {
  const [list = ''] = /^const lean = .*/m.exec(readFileSync(join(home, 'graders', 'start.cjs'), 'utf8')) ?? []
  const flags = list.match(/--[\w-]+/g) ?? []
  expect(flags).toHaveLength(3)
  for (const flag of flags) expect(known).toContain(`  ${flag} (`)
})
