/** The commands of a teacher, and of whoever keeps the machines of a course. */
import { Argument, type Command } from 'commander'
import { type End, running } from './running.ts'
import { jobsAtOnce, queueAddress, timeout } from './options.ts'
import { seconds, wholeNumber } from './values.ts'

/** Tells the program of them; each is loaded only when it is asked for. */
export const offerToTeacher = (program: Command, end: End): void => {
  offerGrade(program, end)
  offerWorker(program, end)
  offerQueue(program, end)
  offerPack(program, end)
}

const offerGrade = (program: Command, end: End): Command =>
  program
    .command('grade')
    .description('grade a class: a folder or a .zip of submissions, as a learning platform exports it; goes on where it was stopped')
    .argument(
      '<class>',
      'one folder, archive, notebook or file for each learner; or an export of Canvas, Moodle, Blackboard, Gradescope, nbgrader',
    )
    .option('--out <folder>', 'where the results go: results.jsonl, gradebook.csv, …', 'grades')
    .addOption(jobsAtOnce())
    .addOption(timeout())
    .option('--unsandboxed', 'run programs that you trust without the sandbox; every report says so')
    .option('--only <name>', 'only this learner: a name, an id, or else a word or a part of a name')
    .option('--fresh', 'forget the results that there are, and begin again')
    .option('--regrade', 'list whose marks changed in this run, and why: a change of the kit, say, by which everybody is graded again')
    .option('--canvas <file>', 'fill the marks into this gradebook, exported from Canvas; written to canvas.csv')
    .option('--canvas-column <title>', 'the assignment, where the gradebook has several')
    .option('--moodle <file>', 'fill the marks into this grading worksheet, downloaded from Moodle; written to moodle.csv')
    .option('--moodle-column <title>', 'the column of the grade, where it cannot be told')
    .option('--assignment <name>', 'the assignment, where an nbgrader tree has several')
    .option(
      '--queue [address]',
      'let workers on other machines do it: postgres://USER@HOST/DATABASE, or what the variable JOINERY_QUEUE says',
    )
    .action(running(end, async () => (await import('../commands/grade.ts')).grade))

const offerWorker = (program: Command, end: End): Command =>
  program
    .command('worker')
    .description('take submissions from a queue and grade them, until it is told to stop (SIGTERM, Ctrl-C: finish first; twice: at once)')
    .addOption(queueAddress())
    .addOption(jobsAtOnce())
    .option('--unsandboxed', 'take only what was handed in with --unsandboxed, and run it without the sandbox')
    .option('--heartbeat <seconds>', 'how often it says that it is alive; after six times as long its work goes to others', seconds, 5)
    .action(running(end, async () => (await import('../commands/worker.ts')).worker))

const offerQueue = (program: Command, end: End): Command =>
  program
    .command('queue')
    .description('look after a queue: how it stands, put back what was set aside, take away what is old')
    .addArgument(new Argument('<action>', 'what to do').choices(['status', 'retry', 'purge']))
    .addOption(queueAddress())
    .option('--days <number>', 'purge what is at least so many days old; 0 for all that is not running', wholeNumber(0, 36_500), 30)
    .action(running(end, async () => (await import('../commands/queue.ts')).queue))

const offerPack = (program: Command, end: End): Command =>
  program
    .command('pack')
    .description(
      'make what a platform needs to grade by itself: an autograder for Gradescope or Classroom 50, a workflow for GitHub, workers for a queue',
    )
    .addArgument(new Argument('<platform>', 'for whom').choices(['gradescope', 'classroom50', 'github', 'queue']))
    .option('--to <folder>', 'where it is written', '.')
    .action(running(end, async () => (await import('../commands/pack.ts')).pack))
