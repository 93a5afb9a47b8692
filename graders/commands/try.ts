import { type Witness, isClean } from '../core/process.ts'
import type { Answer, Language } from '../core/types.ts'
import { listed } from '../core/english.ts'
import { UsageError } from '../core/errors.ts'
import { byBestWitness } from '../process/best-witness.ts'
import { environmentIn } from '../process/environment.ts'
import { findPython, requirePython } from '../process/python.ts'
import type { Program } from '../process/recorders.ts'
import { defaultLimits } from '../process/limits.ts'
import { type Scratch, scratchFor } from '../process/scratch.ts'
import { learnersWords } from '../process/wording.ts'
import { ending } from '../facts/wording.ts'
import { hanging } from '../report/layout.ts'
import { duration } from '../report/words.ts'
import { meantBy, ownAnswers } from '../study/own.ts'
import { type Printer, printerOn } from '../study/try/printer.ts'
import { type Tried, tryOut } from '../study/try/run.ts'
import { onInterrupt } from './parts/interrupt.ts'
import { graderNamed } from './parts/questions.ts'
import { remark, screenHere } from './parts/screen.ts'
import { witnessFrom } from './parts/witness.ts'

/** What was typed behind `npm run try`. */
export interface TryOptions {
  readonly lang?: Language
  readonly color: boolean
}

/** Runs the learner's program and shows what it prints, live, and which process prints it. Returns the exit code: 0 as main's, 1 for any other end. */
export const tryCommand = async (word: string, { lang, color }: TryOptions): Promise<number> => {
  const grader = graderNamed(word)
  const { id, kind } = grader.exercise
  if (kind === 'written') throw new UsageError(`${id} is answered in words, and there is nothing to run: \`npm run check ${id}\` reads it`)
  const { answers, remarks } = await ownAnswers()
  remark(remarks)
  const meant = meantBy(answers, grader, lang)
  const [answer] = meant
  if (answer === undefined)
    throw new UsageError(`there is no program for ${id} in exercises/: \`npm run reset ${id}\` brings the stub back`)
  if (grader.isUnfinished(answer)) {
    const files = meant.map(({ entry }) => `exercises/${entry}`).join(' or ')
    console.log(`There is only the question so far. Write a line below it in ${files}, \`npm run try ${id}\` again, and see what it does.`)
    return 0
  }
  return run(answer, color)
}

const run = async (answer: Answer, color: boolean): Promise<number> => {
  const { palette, columns } = screenHere(color)
  const say = (text: string): void => console.log(hanging('', text, columns, palette.dim).join('\n'))
  const interpreter = await interpreterFor(answer)
  const scratch = scratchFor(answer)
  const controller = new AbortController()
  const interrupt = (): void => controller.abort()
  const forget = onInterrupt(interrupt)
  process.stdout.on('error', interrupt)
  try {
    say(`exercises/${answer.entry}, run as if by hand. What it prints stands behind the process that prints it. Ctrl-C ends it.`)
    console.log('')
    const program = programIn(scratch, interpreter)
    const tried = await byBestWitness(witnessFrom(process.env['JOINERY_WITNESS']), (by) =>
      tryOut(program, by, printerFor(scratch, palette), controller.signal),
    )
    console.log('')
    say(endWords(tried))
    return codeOf(tried)
  } finally {
    forget()
    scratch.remove()
  }
}

const interpreterFor = async ({ language }: Answer): Promise<string> =>
  language === 'py' ? requirePython(await findPython()).path : process.execPath

const programIn = ({ folder, record, entry }: Scratch, interpreter: string): Program => ({
  command: [interpreter, entry],
  cwd: folder,
  env: environmentIn(folder),
  record,
})

const toScreen = (text: string): void => void process.stdout.write(text)

const printerFor = (scratch: Scratch, { cyan, red, dim }: ReturnType<typeof screenHere>['palette']): Printer => {
  const paint = (label: string, { name, stream }: { readonly name: string; readonly stream: string }): string =>
    stream === 'stderr' ? red(label) : name === 'main' ? dim(label) : cyan(label)
  return printerOn({ write: toScreen, paint, told: learnersWords(scratch) }, () => performance.now())
}

const witnessWords: Readonly<Record<Witness, string>> = {
  kernel: 'Who printed what is taken from the kernel’s record.',
  runtime: 'Who printed what was told by probes inside Node and Python; where they cannot tell, a ? stands.',
}

const endWords = ({ witness, exit, durationMs, stopped, alive }: Tried): string =>
  `${endOf(exit, durationMs, stopped, alive)} ${witnessWords[witness]}`

/** So many processes are told by their names. */
const mostNamed = 8

const endOf = (exit: Tried['exit'], durationMs: number, stopped: Tried['stopped'], alive: readonly string[]): string => {
  const who = alive.length === 0 ? '' : `; still running then: ${listed(alive, mostNamed)}`
  if (stopped === 'interrupt') return `Stopped by you after ${duration(durationMs)}${who}.`
  if (stopped === 'processes')
    return `Stopped after ${duration(durationMs)}: more than ${defaultLimits.processes} of its processes were alive at once.`
  if (stopped === 'output')
    return `Stopped after ${duration(durationMs)}: it had written more than ${defaultLimits.recordBytes / 1024 / 1024} MiB.`
  return `It ran for ${duration(durationMs)}, and main ended ${exit === null ? 'unseen' : ending(exit)}.`
}

const codeOf = ({ exit, stopped }: Tried): number => {
  if (stopped === 'interrupt') return 130
  return stopped === null && isClean(exit) ? 0 : 1
}
