/** A whole rubric: from the file that a teacher writes to plain data. */
import type { Concept, Condition, Idea, Position, RubricSource, Statement, WordList, WrongIdea } from './notation.ts'
import { parseCondition, parseStatement, rubricError, saidOfAnother } from './statement.ts'

/** One line of a rubric: its first word and the rest. */
interface Entry {
  readonly word: string
  readonly rest: string
  readonly place: Position
  readonly restPlace: Position
  readonly indented: boolean
}

/** A block of lines: the one that names it and those that stand indented under it. */
interface Block {
  readonly head: Entry
  readonly lines: readonly Entry[]
}

/** Parses a rubric. `open` gives the text of a file that the rubric includes. */
export const parseRubric = (text: string, file: string, open: (name: string) => string): RubricSource => {
  const blocks = blocksOf(entriesOf(text, file, open))
  const of = (word: string): Block[] => blocks.filter(({ head }) => head.word === word)
  const known = ['topic', 'subject', 'words', 'likened', 'idea', 'concept', 'misconception', 'pass', 'full', 'weak']
  for (const { head } of blocks) if (!known.includes(head.word)) throw fail(head, `"${head.word}" begins no block (${known.join(', ')})`)
  const [topic = null, otherwise = null] = of('topic')[0]?.head.rest.split(/,\s*otherwise\s+/) ?? []
  return {
    topic,
    otherwise,
    subjects: of('subject').map(({ head }) => listOf(head)),
    words: of('words').map(({ head }) => listOf(head)),
    likened: of('likened').flatMap(({ head }) => phrasesOf(head, head.rest)),
    ideas: [
      ...ideasOf(
        of('idea'),
        of('subject').map(({ head }) => listOf(head)),
      ),
      ...(otherwise === null ? [] : [{ name: otherwise, says: [] }]),
    ],
    concepts: of('concept').map(conceptOf),
    wrongIdeas: of('misconception').map(wrongIdeaOf),
    pass: ruleOf(of('pass')[0], 'pass', file),
    full: ruleOf(of('full')[0], 'full', file),
    weak: of('weak')[0] ? ruleOf(of('weak')[0], 'weak', file) : null,
  }
}

const entriesOf = (text: string, file: string, open: (name: string) => string): Entry[] =>
  joinContinued(text.split(/\r\n|\n/)).flatMap(({ source, line }) => {
    const found = /^(\s*)([^\s#]\S*)\s*(.*?)\s*$/.exec(source)
    if (!found) return []
    const [, space = '', word = '', rest = ''] = found
    if (word === 'include') return entriesOf(open(rest), rest, open)
    const start = rest === '' ? source.length : source.indexOf(rest, space.length + word.length)
    return [
      { word, rest, place: { file, line, column: space.length + 1 }, restPlace: { file, line, column: start + 1 }, indented: space !== '' },
    ]
  })

/** A list that ends with a comma goes on in the next line. */
const joinContinued = (lines: readonly string[]): { source: string; line: number }[] => {
  const joined: { source: string; line: number }[] = []
  for (const [index, line] of lines.entries()) {
    const last = joined.at(-1)
    if (last?.source.trimEnd().endsWith(',') && !last.source.trimStart().startsWith('#'))
      last.source = `${last.source.trimEnd()} ${line.trim()}`
    else joined.push({ source: line, line: index + 1 })
  }
  return joined
}

const blocksOf = (entries: readonly Entry[]): Block[] => {
  const blocks: { head: Entry; lines: Entry[] }[] = []
  for (const entry of entries) {
    if (!entry.indented) blocks.push({ head: entry, lines: [] })
    else if (blocks.length === 0) throw fail(entry, 'an indented line belongs to a block, and no block was begun')
    else blocks.at(-1)!.lines.push(entry)
  }
  return blocks
}

const fail = ({ place }: Entry, message: string) => rubricError(place, message)

const listOf = (head: Entry): WordList => {
  const found = /^(\S+)\s*=\s*(.+)$/.exec(head.rest)
  if (!found) throw fail(head, `expected "${head.word} NAME = one, another, a third"`)
  return { name: found[1]!, phrases: phrasesOf(head, found[2]!, found[1]), place: head.place }
}

const phrasesOf = (head: Entry, text: string, name = head.word): string[] => {
  const phrases = text.split(',').map((phrase) => phrase.trim())
  if (phrases.includes('')) throw fail(head, `the list ${name} has a comma too many`)
  return phrases
}

const ideaOf = ({ head, lines }: Block): Idea => {
  for (const line of lines)
    if (line.word !== 'says' && line.word !== 'as') throw fail(line, `an idea has lines with "says" or "as", not "${line.word}"`)
  return { name: nameOf(head), says: saysIn(lines) }
}

/** The ideas, and behind the own statements of each those that it takes over from others, said of another subject. */
const ideasOf = (blocks: readonly Block[], subjects: readonly WordList[]): Idea[] => {
  const own = blocks.map(ideaOf)
  return blocks.map(({ lines }, index) => {
    const idea = own[index]!
    const taken = lines.filter(({ word }) => word === 'as').flatMap((line) => takenOver(line, own, subjects))
    return taken.length === 0 ? idea : { ...idea, says: [...idea.says, ...taken] }
  })
}

const takenOver = (line: Entry, ideas: readonly Idea[], subjects: readonly WordList[]): Statement[] => {
  const [, name, subject] = /^(\S+) of (\S+)$/.exec(line.rest) ?? []
  if (name === undefined || subject === undefined) throw fail(line, 'expected "as NAME-OF-AN-IDEA of SUBJECT"')
  const idea = ideas.find((each) => each.name === name)
  if (idea === undefined) throw fail(line, `no idea is called "${name}"`)
  return idea.says.flatMap((statement) => saidOfAnother(statement, { subject, place: line.restPlace }, subjects) ?? [])
}

const nameOf = (head: Entry): string => {
  if (!/^[a-z][a-z0-9-]*$/.test(head.rest)) throw fail(head, `a name has small letters and hyphens only, not "${head.rest}"`)
  return head.rest
}

const saysIn = (lines: readonly Entry[]): Statement[] =>
  lines.filter(({ word }) => word === 'says').map(({ rest, restPlace }) => parseStatement(rest, restPlace))

const conditionsIn = (lines: readonly Entry[], wanted: string): Condition[] =>
  lines.filter(({ word }) => word === wanted).map(({ rest, restPlace }) => parseCondition(rest, restPlace))

const conceptOf = ({ head, lines }: Block): Concept => {
  only(lines, ['title', 'points', 'required', 'asked', 'ask', 'hint', 'says', 'when'])
  const has = (word: string): boolean => lines.some((line) => line.word === word)
  const required = has('required')
  const common = { name: nameOf(head), says: saysIn(lines), when: conditionsIn(lines, 'when') }
  return {
    ...common,
    title: textOf(head, lines, 'title'),
    points: numberOf(head, lines, 'points'),
    required,
    asked: required || has('asked'),
    ask: textOf(head, lines, 'ask'),
    hints: lines.filter(({ word }) => word === 'hint').map(({ rest }) => rest),
  }
}

const wrongIdeaOf = ({ head, lines }: Block): WrongIdea => {
  only(lines, ['about', 'off', 'message', 'says', 'when'])
  return {
    name: nameOf(head),
    says: saysIn(lines),
    when: conditionsIn(lines, 'when'),
    about: conditionsIn(lines, 'about'),
    off: numberOf(head, lines, 'off'),
    message: textOf(head, lines, 'message'),
  }
}

const only = (lines: readonly Entry[], known: readonly string[]): void => {
  for (const line of lines) if (!known.includes(line.word)) throw fail(line, `"${line.word}" is not known here (${known.join(', ')})`)
}

const textOf = (head: Entry, lines: readonly Entry[], word: string): string => {
  const text = lines.find((line) => line.word === word)?.rest
  if (!text) throw fail(head, `${head.word} ${head.rest} has no line "${word} …"`)
  return text
}

const numberOf = (head: Entry, lines: readonly Entry[], word: string): number => {
  const value = Number(textOf(head, lines, word))
  if (!Number.isFinite(value)) throw fail(head, `"${word}" of ${head.rest} is no number`)
  return value
}

const ruleOf = (block: Block | undefined, word: string, file: string): Condition => {
  const found = block && /^when\s+(.+)$/.exec(block.head.rest)
  if (!found) throw rubricError({ file, line: 1, column: 1 }, `the rubric has no line "${word} when …"`)
  const { restPlace } = block.head
  return parseCondition(found[1]!, { ...restPlace, column: restPlace.column + block.head.rest.indexOf(found[1]!) })
}
