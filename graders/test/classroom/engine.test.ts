import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { optimizeLate } from '../../classroom/engine.ts'
import { home } from '../../home.ts'
import { oneHelper } from '../../process/v8.ts'

const known = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout

test('V8 knows the flag by which a process that judges optimizes late: versions call it differently', () => {
  expect(known).toContain(`  ${optimizeLate.replace(/=.*/, '')} (`)
})

test('V8 knows the flags by which the start keeps a class’s memory small: it says nothing of others', () => {
  const [list = ''] = /^const lean = .*/m.exec(readFileSync(join(home, 'graders', 'start.cjs'), 'utf8')) ?? []
  const flags = list.match(/--[\w-]+/g) ?? []
  expect(flags).toHaveLength(3)
  for (const flag of flags) expect(known).toContain(`  ${flag} (`)
})

test('npm starts the grader of a class with the flag that only counts at the start, and variables may hold it, too', () => {
  const { scripts } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { scripts: { grade: string } }
  expect(scripts.grade.split(' ')).toContain(oneHelper)
  expect(process.allowedNodeEnvironmentFlags.has(oneHelper)).toBe(true)
})
