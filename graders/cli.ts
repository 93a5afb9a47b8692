import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { withoutPasswords } from './classroom/remote/address.ts'
import { UsageError, sentence } from './core/errors.ts'
import { home } from './home.ts'

/** Reads the command line and hands over to a command, which is loaded only then. Nothing else touches argv or the exit code. */
const main = async (argv: readonly string[]): Promise<number> => {
  try {
    return await commandOf(argv)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const known = error instanceof UsageError
    const words = known ? sentence(error.message) : `this is a fault of the kit, not of your work.\n${stack(error)}`
    console.error(`joinery: ${withoutPasswords(words)}`)
    return 2
  }
}

const stack = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

const commandOf = async (argv: readonly string[]): Promise<number> => {
  let code = 0
  const program = new Command('joinery')
    .description('Exercises about multiprocessing, graded by what really ran.')
    .version(version(), '--version', 'print the version of the kit')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`joinery: ${withoutPasswords(inOneLine(text))}\n`) })
  const end = (given: number): void => void (code = given)
  offerWatch(program, end)
  offerCheck(program, end)
  offerHint(program, end)
  offerProgress(program, end)
  offerReset(program, end)
  offerSolution(program, end)
  offerTry(program, end)
  offerSubmit(program, end)
  offerGrade(program, end)
  offerWorker(program, end)
  offerQueue(program, end)
  offerPack(program, end)
  offerDoctor(program, end)
  offerRubric(program)
  offerIntakeBench(program, end)
  offerBench(program)
  offerQueueBench(program)
  await program.parseAsync([...argv], { from: 'user' })
  return code
}

/** Commander puts what it suggests into a second line. */
const inOneLine = (text: string): string =>
  text
    .replace(/^error: /, '')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')

/** Takes the exit code of a command. */
type End = (code: number) => void

const offerWatch = (program: Command, end: End): Command =>
  program
    .command('watch')
    .description('learn: opens the first question that has not passed, and judges your answer whenever you save it')
    .argument('[question]', 'the question to begin with, such as q5')
    .option('--timeout <seconds>', 'time limit for each program', seconds, 10)
    .option('--no-color', 'print without colours (so does the variable NO_COLOR)')
    .action(async (question: string | undefined, options: object) => {
      const { watch } = await import('./commands/watch.ts')
      end(await watch(question, options as Parameters<typeof watch>[1]))
    })

const offerCheck = (program: Command, end: End): Command =>
  program
    .command('check')
    .description('judge your answers: all of them, some questions (q3 q5), or a submission elsewhere (a folder or a file)')
    .argument('[what...]', 'question ids, and at most one path; without a path, the folder exercises/')
    .addOption(new Option('--lang <language>', 'judge only programs in this language').choices(['ts', 'py']))
    .option('--as <id>', 'take a single file as the answer to this question, whatever it is called')
    .option('--show-answers', 'print what was understood, each question with its text or program, and judge nothing')
    .option('--json', 'print one report as JSON and nothing else')
    .option(
      '--report <format=file>',
      'write a report for another program: json, junit, gradescope, exercism, classroom50, markdown, html; more than once',
      several,
    )
    .option('--html <file>', 'also write everything as a page: verdicts, evidence, and the processes as a picture')
    .option('--open', 'open the page in your browser (without --html, one that is kept in .joinery/)')
    .option('--timeout <seconds>', 'time limit for each program', seconds, 10)
    .option('--sandbox', 'run the programs where they can reach and harm nothing (Linux, with bubblewrap)')
    .option('--fresh', 'take nothing from an earlier start: everything that is kept is made again')
    .option('--no-color', 'print without colours (so does the variable NO_COLOR)')
    .action(async (what: string[], options: object) => {
      const { check } = await import('./commands/check.ts')
      end(await check(what, options as Parameters<typeof check>[1]))
    })

const byLanguage = () => new Option('--lang <language>', 'in this language, where you work in both').choices(['ts', 'py'])

const offerHint = (program: Command, end: End): Command =>
  program
    .command('hint')
    .description('give the next hint for the first check that is open: a question, then a pointer, then a nearly complete step')
    .argument('<question>', 'the question, such as q5')
    .addOption(byLanguage())
    .option('--timeout <seconds>', 'time limit for the program, if it has to be checked first', seconds, 10)
    .option('--no-color', 'print without colours (so does the variable NO_COLOR)')
    .action(async (question: string, options: object) => {
      const { hint } = await import('./commands/hint.ts')
      end(await hint(question, options as Parameters<typeof hint>[1]))
    })

const offerProgress = (program: Command, end: End): Command =>
  program
    .command('progress')
    .description('show how far you have come: points, attempts, hints, and when each question first passed')
    .option('--no-color', 'print without colours (so does the variable NO_COLOR)')
    .action(async (options: object) => {
      const { showProgress } = await import('./commands/show-progress.ts')
      end(showProgress(options as Parameters<typeof showProgress>[0]))
    })

const offerReset = (program: Command, end: End): Command =>
  program
    .command('reset')
    .description('put a question back as it was at the beginning; what you had written is kept beside it')
    .argument('<question>', 'the question, such as q3')
    .addOption(byLanguage())
    .action(async (question: string, options: object) => {
      const { resetCommand } = await import('./commands/reset.ts')
      end(await resetCommand(question, options))
    })

const offerTry = (program: Command, end: End): Command =>
  program
    .command('try')
    .description('run your program as if by hand, and show who prints what while it runs: [main], [worker 1], …')
    .argument('<question>', 'the question, such as q3')
    .addOption(byLanguage())
    .option('--no-color', 'print without colours (so does the variable NO_COLOR)')
    .action(async (question: string, options: object) => {
      const { tryCommand } = await import('./commands/try.ts')
      end(await tryCommand(question, options as Parameters<typeof tryCommand>[1]))
    })

const offerSolution = (program: Command, end: End): Command =>
  program
    .command('solution')
    .description('show one way to answer a question, and where yours differs; asks first, unless it passed or you tried three times')
    .argument('<question>', 'the question, such as q3')
    .addOption(byLanguage())
    .option('--yes', 'show it without asking')
    .option('--no-color', 'print without colours (so does the variable NO_COLOR)')
    .action(async (question: string, options: object) => {
      const { showSolution } = await import('./commands/solution.ts')
      end(await showSolution(question, options as Parameters<typeof showSolution>[1]))
    })

const offerSubmit = (program: Command, end: End): Command =>
  program
    .command('submit')
    .description('make the one file that you hand in: checks everything, shows what is unfinished, and packs your answers')
    .argument('[folder]', 'the folder with your answers; without it, exercises/')
    .option('--name <name>', 'your name; asked for without it')
    .option('--yes', 'hand in without being asked, whatever is unfinished')
    .option('--to <folder>', 'where the file is written', '.')
    .option('--timeout <seconds>', 'time limit for each program', seconds, 10)
    .option('--no-color', 'print without colours (so does the variable NO_COLOR)')
    .action(async (folder: string | undefined, options: object) => {
      const { submit } = await import('./commands/submit.ts')
      end(await submit(folder, options as Parameters<typeof submit>[1]))
    })

const offerGrade = (program: Command, end: End): Command =>
  program
    .command('grade')
    .description('grade a class: a folder or a .zip of submissions, as a learning platform exports it; goes on where it was stopped')
    .argument('<class>', 'one folder, archive, notebook or file for each learner; or an export of Canvas, Moodle, Gradescope, nbgrader')
    .option('--out <folder>', 'where the results go: results.jsonl, gradebook.csv, …', 'grades')
    .option('--jobs <number>', 'how many submissions are graded at once; as many as there are cores without it', jobs)
    .option('--timeout <seconds>', 'time limit for each program', seconds, 10)
    .option('--unsandboxed', 'run programs that you trust without the sandbox; every report says so')
    .option('--only <name>', 'only this learner: a name, an id, or a part of a name')
    .option('--fresh', 'forget the results that there are, and begin again')
    .option('--regrade', 'after a change of the kit: grade again what it judged before, and list whose marks changed and why')
    .option('--canvas <file>', 'fill the marks into this gradebook, exported from Canvas; written to canvas.csv')
    .option('--canvas-column <title>', 'the assignment, where the gradebook has several')
    .option('--moodle <file>', 'fill the marks into this grading worksheet, downloaded from Moodle; written to moodle.csv')
    .option('--moodle-column <title>', 'the column of the grade, where it cannot be told')
    .option('--assignment <name>', 'the assignment, where an nbgrader tree has several')
    .option(
      '--queue [address]',
      'let workers on other machines do it: postgres://USER@HOST/DATABASE, or what the variable JOINERY_QUEUE says',
    )
    .action(async (path: string, options: object) => {
      const { grade } = await import('./commands/grade.ts')
      end(await grade(path, options as Parameters<typeof grade>[1]))
    })

const offerWorker = (program: Command, end: End): Command =>
  program
    .command('worker')
    .description('take submissions from a queue and grade them, until it is told to stop (SIGTERM, Ctrl-C: finish first; twice: at once)')
    .option('--queue <address>', 'postgres://USER@HOST/DATABASE; without it, what the variable JOINERY_QUEUE says')
    .option('--jobs <number>', 'how many submissions are graded at once; as many as there are cores without it', jobs)
    .option('--unsandboxed', 'take only what was handed in with --unsandboxed, and run it without the sandbox')
    .option('--heartbeat <seconds>', 'how often it says that it is alive; after six times as long its work goes to others', seconds, 5)
    .action(async (options: object) => {
      const { worker } = await import('./commands/worker.ts')
      end(await worker(options as Parameters<typeof worker>[0]))
    })

const offerQueue = (program: Command, end: End): Command =>
  program
    .command('queue')
    .description('look after a queue: how it stands, put back what was set aside, take away what is old')
    .addArgument(new Argument('<action>', 'what to do').choices(['status', 'retry', 'purge']))
    .option('--queue <address>', 'postgres://USER@HOST/DATABASE; without it, what the variable JOINERY_QUEUE says')
    .option('--json', 'print the status as JSON')
    .option('--days <number>', 'purge what is at least so many days old; 0 for all that is not running', days, 30)
    .action(async (action: string, options: object) => {
      const { queue } = await import('./commands/queue.ts')
      end(await queue(action as Parameters<typeof queue>[0], options as Parameters<typeof queue>[1]))
    })

const offerPack = (program: Command, end: End): Command =>
  program
    .command('pack')
    .description(
      'make what a platform needs to grade by itself: an autograder for Gradescope or Classroom 50, a workflow for GitHub, workers for a queue',
    )
    .addArgument(new Argument('<platform>', 'for whom').choices(['gradescope', 'classroom50', 'github', 'queue']))
    .option('--to <folder>', 'where it is written', '.')
    .action(async (platform: string, options: object) => {
      const { pack } = await import('./commands/pack.ts')
      end(await pack(platform as Parameters<typeof pack>[0], options as Parameters<typeof pack>[1]))
    })

const offerDoctor = (program: Command, end: End): Command =>
  program
    .command('doctor')
    .description('say what this machine offers: Node, Python, tracing, and what each missing part costs')
    .option('--sandbox', 'say only whether programs can be run in the sandbox')
    .option('--no-color', 'print without colours (so does the variable NO_COLOR)')
    .action(async (options: object) => {
      const { doctor } = await import('./commands/doctor.ts')
      end(await doctor(options as Parameters<typeof doctor>[0]))
    })

const offerRubric = (program: Command): Command =>
  program
    .command('rubric')
    .description('for authors: put the rubric of a written question to marked answers, and see where they differ')
    .argument('<question>', 'the question, such as q2')
    .requiredOption('--against <folder>', 'the folder with written.jsonl and answers/, as CONTRIBUTING.md describes')
    .option('--folds <count>', 'judge each part of the answers without the statements that only it supports')
    .option('--json', 'print the measures as JSON and nothing else')
    .action(async (question: string, options: object) => {
      const { rubricCommand } = await import('./prose/rubric-command.ts')
      rubricCommand(question, options as Parameters<typeof rubricCommand>[1], (text) => process.stdout.write(text))
    })

const offerIntakeBench = (program: Command, end: End): Command =>
  program
    .command('bench-intake')
    .description('for authors: find the answers in documents that a person has split, and see where they differ')
    .argument('<folder>', 'the folder with submissions/NAME.* and answers/NAME.json, as CONTRIBUTING.md describes')
    .option('--without-headings', 'take every label and question out of the documents first')
    .action(async (folder: string, { withoutHeadings }: { withoutHeadings?: boolean }) => {
      const [{ measureCommand }, { graders }] = await Promise.all([import('./submission/measure-command.ts'), import('./index.ts')])
      const exercises = graders.map(({ exercise }) => exercise)
      end((await measureCommand(folder, exercises, (text) => process.stdout.write(text), { bare: withoutHeadings === true })) ? 0 : 1)
    })

const offerBench = (program: Command): Command =>
  program
    .command('bench')
    .description('for authors: measure what the kit costs, next to what the programs cost without it')
    .argument('[measure...]', 'one-check, class, written, growth, watch; all of them without it')
    .option('--quick', 'fewer and smaller runs')
    .option('--full', 'the full sizes, which takes long')
    .option('--runs <number>', 'how often each side is run', jobs)
    .option('--json <file>', 'where the figures are written; .joinery/bench.json without it')
    .action(async (measures: string[], options: object) => {
      const { bench } = await import('./commands/bench.ts')
      await bench(measures, options)
    })

const offerQueueBench = (program: Command): Command =>
  program
    .command('bench-queue')
    .description('for authors: put many tiny submissions through a queue, to see what the queue itself costs; goes on where it was stopped')
    .option('--queue <address>', 'a database for this alone: postgres://USER@HOST/DATABASE; without it, what JOINERY_QUEUE says')
    .option('--count <number>', 'how many submissions', count, 100_000)
    .option('--seconds <number>', 'stop after so long; the same command goes on', seconds, 150)
    .option('--workers <number>', 'how many workers, each with eight at once', jobs, 2)
    .action(async (options: object) => {
      const { benchQueue } = await import('./bench/queue.ts')
      await benchQueue(options as Parameters<typeof benchQueue>[0])
    })

const version = (): string => (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

const jobs = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 256) throw new InvalidArgumentError('Give a whole number from 1 to 256.')
  return value
}

const count = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 10_000_000) throw new InvalidArgumentError('Give a whole number.')
  return value
}

const days = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 36_500) throw new InvalidArgumentError('Give a whole number of days.')
  return value
}

const seconds = (text: string): number => {
  const value = Number(text)
  if (!(value > 0 && value <= 3600)) throw new InvalidArgumentError('Give a number of seconds between 0 and 3600.')
  return value
}

process.exitCode = await main(process.argv.slice(2))
