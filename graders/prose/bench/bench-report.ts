/** The bench in words: one line for each concept, and under it every disagreement. */
import type { Bench, Disagreement, Line } from './bench.ts'
import type { Agreement } from './metrics.ts'

/** The bench as text for a terminal. */
export const renderBench = (bench: Bench): string =>
  [
    `${bench.question} against ${bench.answers} marked answers`,
    '',
    ...bench.lines.flatMap(renderLine),
    '',
    `${'all concepts (micro)'.padEnd(WIDTH)}${measures(bench.concepts)}`,
    `${'all misconceptions'.padEnd(WIDTH)}${measures(bench.misconceptions)}`,
    `pass or fail agrees in ${percent(bench.passAgreement)}; quadratic weighted kappa of the mark ${bench.kappa.toFixed(3)}`,
    ...bench.marks.map(
      ({ answer, given, teacher, score }) => `  mark    ${answer}  ${given} here (score ${score}), ${teacher.join(' or ')} by the teacher`,
    ),
    ...foldsOf(bench),
    '',
  ].join('\n')

const WIDTH = 24

const renderLine = (line: Line): string[] => [
  `${(line.kind === 'concept' ? line.name : `! ${line.name}`).padEnd(WIDTH)}${measures(line)}`,
  ...line.disagreements.map(renderDisagreement),
]

const measures = ({ precision, recall, f1, hits, wrong, missed }: Agreement): string =>
  `precision ${precision.toFixed(2)}  recall ${recall.toFixed(2)}  F1 ${f1.toFixed(3)}  (${hits} right, ${wrong} wrong, ${missed} missed)`

const renderDisagreement = ({ answer, kind, near }: Disagreement): string => {
  const head = `  ${kind.padEnd(6)}  ${answer}`
  if (!near) return `${head}  no sentence has a word of its statements`
  return `${head}  “${near.quote}”\n          ${kind === 'wrong' ? 'fired' : 'nearest'}: ${near.statement}${kind === 'wrong' ? '' : ` (${near.why})`}`
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const foldsOf = ({ folds }: Bench): string[] => {
  if (folds.length === 0) return []
  const mean = folds.reduce((sum, { f1 }) => sum + f1, 0) / folds.length
  return [
    '',
    `${folds.length} folds, each without the statements that only its own answers support: mean F1 ${mean.toFixed(3)}`,
    ...folds.map(
      ({ fold, answers, f1, passAgreement }) =>
        `  fold ${fold}  ${answers} answers  F1 ${f1.toFixed(3)}  pass or fail agrees in ${percent(passAgreement)}`,
    ),
  ]
}
