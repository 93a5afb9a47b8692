import { expect, test } from 'vitest'
import { joinery } from '../command.ts'

test('who asked npm for JSON reads what to type, and the report all the same', async () => {
  const told = await joinery(['check', 'q1'], { env: { npm_config_json: 'true' } })
  expect(told.stderr).toContain('npm took --json for an option of its own')
  expect(told.stderr).toContain('`npm run check -- --json`')
  expect(told.stdout).toContain('q1')
})

test('who told npm that JSON is not wanted reads nothing of that', async () => {
  expect((await joinery(['check', 'q1'], { env: { npm_config_json: '' } })).stderr).toBe('')
})

test('who asked the kit itself reads nothing of that', async () => {
  const { stderr, stdout } = await joinery(['check', 'q1', '--json'], { env: { npm_config_json: 'true' } })
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'joinery/report/v1' })
})

test('who wants no colours of npm wants none of the kit', async () => {
  const coloured = { FORCE_COLOR: '1', NO_COLOR: '' }
  expect((await joinery(['check', 'q1'], { env: coloured })).stdout).toContain('\x1b[')
  expect((await joinery(['check', 'q1'], { env: { ...coloured, npm_config_color: '' } })).stdout).not.toContain('\x1b[')
})
