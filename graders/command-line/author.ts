/** The commands of an author of questions, and of whoever works on the kit. */
import type { Command } from 'commander'
import { type End, running } from './running.ts'
import { seconds, wholeNumber } from './values.ts'

/** Tells the program of them; each is loaded only when it is asked for. */
export const offerToAuthor = (program: Command, end: End): void => {
  offerRubric(program)
  offerIntakeBench(program, end)
  offerBench(program, end)
  offerQueueBench(program, end)
}

const offerRubric = (program: Command): Command =>
  program
    .command('rubric')
    .description('for authors: put the rubric of a written question to marked answers, and see where they differ')
    .argument('<question>', 'the question, such as q2')
    .requiredOption('--against <folder>', 'the folder with written.jsonl and answers/, as CONTRIBUTING.md describes')
    .option('--folds <count>', 'judge each part of the answers without the statements that only it supports')
    .option('--json', 'print the measures as JSON and nothing else')
    .action(async (question: string, options: object) => {
      const { rubricCommand } = await import('../commands/rubric.ts')
      rubricCommand(question, options as Parameters<typeof rubricCommand>[1], (text) => process.stdout.write(text))
    })

const offerIntakeBench = (program: Command, end: End): Command =>
  program
    .command('bench-intake')
    .description('for authors: find the answers in documents that a person has split, and see where they differ')
    .argument('<folder>', 'the folder with submissions/NAME.* and answers/NAME.json, as CONTRIBUTING.md describes')
    .option('--without-headings', 'take every label and question out of the documents first')
    .action(running(end, async () => (await import('../commands/bench-intake.ts')).benchIntake))

const offerBench = (program: Command, end: End): Command =>
  program
    .command('bench')
    .description('for authors: measure what the kit costs, next to what the programs cost without it')
    .argument('[measure...]', 'one-check, class, written, growth, watch, thousand; all of them without it')
    .option('--quick', 'fewer and smaller runs')
    .option('--full', 'the full sizes, which takes long')
    .option('--runs <number>', 'how often each side is run', wholeNumber(1, 256))
    .option('--json <file>', 'where the figures are written; .joinery/bench.json without it')
    .action(running(end, async () => (await import('../commands/bench.ts')).bench))

const offerQueueBench = (program: Command, end: End): Command =>
  program
    .command('bench-queue')
    .description('for authors: put many tiny submissions through a queue, to see what the queue itself costs; goes on where it was stopped')
    .option('--queue <address>', 'a database for this alone: postgres://USER@HOST/DATABASE; without it, what JOINERY_QUEUE says')
    .option('--count <number>', 'how many submissions', wholeNumber(1, 10_000_000), 100_000)
    .option('--seconds <number>', 'stop after so long; the same command goes on', seconds, 150)
    .option('--workers <number>', 'how many workers, each with eight at once', wholeNumber(1, 256), 2)
    .action(running(end, async () => (await import('../bench/queue.ts')).benchQueue))
