/** The commands of a learner. */
import { Option, type Command } from 'commander'
import { type End, running } from './running.ts'
import { byLanguage, noColor, timeout } from './options.ts'
import { several } from './values.ts'

/** Tells the program of them; each is loaded only when it is asked for. */
export const offerToLearner = (program: Command, end: End): void => {
  offerWatch(program, end)
  offerCheck(program, end)
  offerHint(program, end)
  offerProgress(program, end)
  offerReset(program, end)
  offerTry(program, end)
  offerSolution(program, end)
  offerSubmit(program, end)
  offerDoctor(program, end)
}

const offerWatch = (program: Command, end: End): Command =>
  program
    .command('watch')
    .description('learn: opens the first question that has not passed, and judges your answer whenever you save it')
    .argument('[question]', 'the question to begin with, such as q5')
    .addOption(timeout())
    .addOption(noColor())
    .action(running(end, async () => (await import('../commands/watch.ts')).watch))

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
    .addOption(timeout())
    .option('--sandbox', 'run the programs where they can reach and harm nothing (Linux, with bubblewrap)')
    .option('--fresh', 'take nothing from an earlier start: everything that is kept is made again')
    .addOption(noColor())
    .action(running(end, async () => (await import('../commands/check.ts')).check))

const offerHint = (program: Command, end: End): Command =>
  program
    .command('hint')
    .description('give the next hint for the first check that is open: a question, then a pointer, then a nearly complete step')
    .argument('<question>', 'the question, such as q5')
    .addOption(byLanguage())
    .addOption(timeout('time limit for the program, if it has to be checked first'))
    .addOption(noColor())
    .action(running(end, async () => (await import('../commands/hint.ts')).hint))

const offerProgress = (program: Command, end: End): Command =>
  program
    .command('progress')
    .description('show how far you have come: points, attempts, hints, and when each question first passed')
    .addOption(noColor())
    .action(running(end, async () => (await import('../commands/progress.ts')).showProgress))

const offerReset = (program: Command, end: End): Command =>
  program
    .command('reset')
    .description('put a question back as it was at the beginning; what you had written is kept beside it')
    .argument('<question>', 'the question, such as q3')
    .addOption(byLanguage())
    .action(running(end, async () => (await import('../commands/reset.ts')).resetCommand))

const offerTry = (program: Command, end: End): Command =>
  program
    .command('try')
    .description('run your program as if by hand, and show who prints what while it runs: [main], [worker 1], …')
    .argument('<question>', 'the question, such as q3')
    .addOption(byLanguage())
    .addOption(noColor())
    .action(running(end, async () => (await import('../commands/try.ts')).tryCommand))

const offerSolution = (program: Command, end: End): Command =>
  program
    .command('solution')
    .description('show one way to answer a question, and where yours differs; asks first, unless it passed or you tried three times')
    .argument('<question>', 'the question, such as q3')
    .addOption(byLanguage())
    .option('--yes', 'show it without asking')
    .addOption(noColor())
    .action(running(end, async () => (await import('../commands/solution.ts')).showSolution))

const offerSubmit = (program: Command, end: End): Command =>
  program
    .command('submit')
    .description('make the one file that you hand in: checks everything, shows what is unfinished, and packs your answers')
    .argument('[folder]', 'the folder with your answers; without it, exercises/')
    .option('--name <name>', 'your name; asked for without it')
    .option('--yes', 'hand in without being asked, whatever is unfinished')
    .option('--to <folder>', 'where the file is written', '.')
    .addOption(timeout())
    .addOption(noColor())
    .action(running(end, async () => (await import('../commands/submit.ts')).submit))

const offerDoctor = (program: Command, end: End): Command =>
  program
    .command('doctor')
    .description('say what this machine offers: Node, Python, tracing, and what each missing part costs')
    .option('--sandbox', 'say only whether programs can be run in the sandbox')
    .addOption(noColor())
    .action(running(end, async () => (await import('../commands/doctor.ts')).doctor))
