import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { home } from '../../home.ts'
import { noTmux, openPane } from '../study/pane.ts'
import { scratch } from '../scratch.ts'

test.skipIf(noTmux() !== null)('who presses Ctrl-C at a question has interrupted the command, and reads nothing more', async () => {
  const pane = openPane(scratch({ 'work/q1.md': '' }), 80, 24, { NO_COLOR: '1' })
  onTestFinished(pane.close)
  pane.type(`${process.execPath} ${join(home, 'graders', 'start.cjs')} submit work; echo "ended with $?"`)
  await pane.until('Your name:')
  pane.press('C-c')
  expect(await pane.until(/^ended with \d+$/m)).toMatch(/Your name:\s*ended with 130/)
})
