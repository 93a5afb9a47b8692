import { Command } from 'commander'
import { expect, test } from 'vitest'
import { offerToAuthor } from '../../command-line/author.ts'
import { offerToLearner } from '../../command-line/learner.ts'
import { offerToTeacher } from '../../command-line/teacher.ts'

const program = new Command()
for (const offer of [offerToLearner, offerToTeacher, offerToAuthor]) offer(program, () => undefined)

/** What the command line makes of the words behind an option. */
const readerOf = (words: string): ((text: string) => unknown) => {
  const [name, long] = words.split(' ')
  const option = program.commands.find((command) => command.name() === name)?.options.find((each) => each.long === long)
  return (text) => option!.parseArg!(text, undefined)
}

test.each([
  ['check --timeout', ['0.5', '3600'], ['0', '3600.5', '-1', 'soon']],
  ['worker --heartbeat', ['0.5', '3600'], ['0', '3601']],
  ['grade --jobs', ['1', '256'], ['0', '257', '1.5', 'x']],
  ['worker --jobs', ['1', '256'], ['0', '257']],
  ['queue --days', ['0', '36500'], ['-1', '36501']],
  ['bench --runs', ['1', '256'], ['0', '257']],
  ['bench-queue --count', ['1', '10000000'], ['0', '10000001']],
  ['bench-queue --workers', ['1', '256'], ['0', '257']],
  ['bench-queue --seconds', ['1', '3600'], ['0', '3601']],
])('%s: what is within the limits is taken, and nothing else', (words, taken, refused) => {
  const read = readerOf(words)
  expect(taken.map(read)).toEqual(taken.map(Number))
  for (const text of refused) expect(() => read(text)).toThrow(/^Give a (?:number of seconds|whole number from \d+ to \d+)/)
})
