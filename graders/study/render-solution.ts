import { type Screen, type ScreenOptions, hanging, screenOf } from '../report/layout.ts'
import { visible } from '../report/visible.ts'
import type { DifferenceLine, Solution } from './solution.ts'

/** The solution in full, and where the learner's own program differs from it. Ends with a line end. */
export const renderSolution = (solution: Solution, difference: readonly DifferenceLine[] | null, options: ScreenOptions = {}): string => {
  const screen = screenOf(options)
  const parts = [drawSolution(solution, screen), ...(difference === null ? [] : [drawDifference(difference, screen)])]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const drawSolution = ({ file, text }: Solution, { columns, palette }: Screen): string[] => [
  ...hanging('  ', `${file}: one way to do it, and not the only one.`, columns, palette.bold),
  '',
  ...text
    .trimEnd()
    .split('\n')
    .map((line) => (isRemark(line) ? palette.dim(line) : line)),
]

const isRemark = (line: string): boolean => /^\s*(?:\/\/|# )/.test(line)

const marks = { both: ' ', mine: '-', solution: '+' } as const

const drawDifference = (lines: readonly DifferenceLine[], { columns, palette }: Screen): string[] => {
  if (lines.every((line) => line.in === 'both'))
    return hanging('  ', 'Your program is the same, but for its comments.', columns, palette.bold)
  const paint = { both: palette.dim, mine: palette.red, solution: palette.green } as const
  return [
    ...hanging(
      '  ',
      'Where the two differ, comments left out: lines with - are yours, lines with + are in the solution.',
      columns,
      palette.bold,
    ),
    '',
    ...around(lines).map((line) =>
      line === null ? palette.dim('  ⋯') : paint[line.in](`${marks[line.in]} ${visible(line.text, { tabs: true })}`),
    ),
  ]
}

/** So many lines that both have are shown before and after those that differ. */
const context = 2

/** Without long stretches that both have; `null` stands for each of them. */
const around = (lines: readonly DifferenceLine[]): readonly (DifferenceLine | null)[] => {
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => line.in !== 'both')
  return lines.flatMap((line, index) => {
    if (isNear(index)) return [line]
    return index === 0 || isNear(index - 1) ? [null] : []
  })
}
