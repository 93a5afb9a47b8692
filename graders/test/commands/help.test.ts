import { Command } from 'commander'
import { expect, test } from 'vitest'
import { offerToAuthor } from '../../command-line/author.ts'
import { helpLayout } from '../../command-line/help-layout.ts'
import { offerToLearner } from '../../command-line/learner.ts'
import { offerToTeacher } from '../../command-line/teacher.ts'

const offers = (columns: number): Command => {
  const program = new Command('joinery').configureHelp(helpLayout).configureOutput({ getOutHelpWidth: () => columns })
  for (const offer of [offerToLearner, offerToTeacher, offerToAuthor]) offer(program, () => undefined)
  return program
}

const isTerm = (line: string): boolean => /^ {2}\S+(?: \S+)*$/.test(line)
const isOneWord = (line: string): boolean => !line.trim().includes(' ')

test.each([30, 40, 60, 80])('help keeps within %i columns, and breaks no word', (columns) => {
  const program = offers(columns)
  for (const command of [program, ...program.commands]) {
    const [usage = '', ...lines] = command.helpInformation().split('\n')
    expect(usage).toMatch(/^Usage: npm run /)
    expect(lines.filter((line) => line.length > columns && !isTerm(line) && !isOneWord(line))).toEqual([])
    const told = lines.join(' ').replaceAll(/\s+/g, ' ')
    for (const { description } of command.options) expect(told).toContain(description)
  }
})

test('a description stands beside its option where it has room for a sentence, and below it elsewhere', () => {
  for (let columns = 60; columns < 100; columns += 1)
    for (const command of offers(columns).commands)
      for (const [, term = ''] of command.helpInformation().matchAll(/^( {2}-.*? {2,})\S/gm))
        expect(columns - term.length).toBeGreaterThanOrEqual(40)
})

test('help names a command as it is typed', () => {
  const commands = offers(80).commands
  const usageOf = (name: string) =>
    commands
      .find((each) => each.name() === name)!
      .helpInformation()
      .split('\n')[0]
  expect(usageOf('grade')).toBe('Usage: npm run grade -- [options] <class>')
  expect(usageOf('bench-queue')).toBe('Usage: npm run bench:queue -- [options]')
})
