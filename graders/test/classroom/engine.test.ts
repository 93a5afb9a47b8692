import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { optimizeLate } from '../../classroom/engine.ts'

test('V8 knows the flag by which a process that judges optimizes late: versions call it differently', () => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })
  expect(stdout).toContain(`  ${optimizeLate.replace(/=.*/, '')} (`)
})
