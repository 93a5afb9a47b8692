import { expect, test } from 'vitest'
import { home } from '../../home.ts'
import { noTmux, openPane } from '../study/pane.ts'

test.skipIf(noTmux() !== null)('an error is broken between words where the terminal is narrow', async () => {
  const pane = openPane(home, 40, 12, {})
  try {
    pane.type('node graders/start.cjs check exercises answers; node graders/start.cjs check --lang js; echo "the" end')
    const said = /^joinery: .*(?=\nthe end)/ms.exec(await pane.until('the end'))?.[0].split('\n')
    expect(said).toEqual([
      'joinery: one submission at a time: give',
      '         exercises or answers, not both.',
      "joinery: option '--lang <language>'",
      "         argument 'js' is invalid.",
      '         Allowed choices are ts, py.',
    ])
  } finally {
    pane.close()
  }
})
