/** The parts of the reader, each by itself: what a whole answer rarely shows. */
import { describe, expect, test } from 'vitest'
import { foldCharacters } from '../../prose/characters.ts'
import { compileRubric } from '../../prose/rubric/compile.ts'
import { denialsIn } from '../../prose/denial.ts'
import { fillEllipsis } from '../../prose/ellipsis.ts'
import { checksFor } from '../../prose/feedback.ts'
import { fingerprint, givenTexts } from '../../prose/given.ts'
import { judge } from '../../prose/judge.ts'
import { Lexicon } from '../../prose/rubric/lexicon.ts'
import { likenessesIn } from '../../prose/likeness.ts'
import { parseRubric } from '../../prose/rubric/parse.ts'
import { readAnswer } from '../../prose/read.ts'
import { readTable } from '../../prose/tables.ts'
import { statesSomething } from '../../prose/thoughts.ts'
import { tokenize } from '../../prose/words.ts'

const rubric = compileRubric(
  parseRubric(
    `subject processes = process
subject threads = thread
idea processes-share
  says processes: share .. memory
idea processes-apart
  says processes: not share .. memory
idea threads-share
  says threads: share .. memory
concept both
  title Both sides
  points 5
  required
  ask Who shares what?
  when processes-apart and threads-share
concept all
  title All three
  points 1
  ask And what of both at once?
  when processes-apart and threads-share and processes-share
concept threads
  title Threads
  points 3
  ask What of threads?
  when threads-share
pass when score 6 or both and score 4
full when score 8
`,
    'small.rubric',
    () => '',
  ),
)
const judged = (text: string) => judge(readAnswer(text), rubric)
const shareOf = (text: string) => judged(text).concepts.flatMap(({ concept, present }) => (present ? [concept.name] : []))

/** The words of a sentence that one denial too many, or too few, stands over. */
const denied = (text: string): string[] => {
  const tokens = tokenize(text)
  const denials = denialsIn(tokens)
  return tokens.flatMap(({ word }, at) => (denials.filter(({ from, to }) => from <= at && at < to).length % 2 === 1 ? [word] : []))
}

test.each([
  ['Processes do not wait as each of them runs alone', ['wait']],
  ['They do not serve as workers', ['serve', 'as', 'workers']],
  ['They do not call start() at once', ['call', 'start', '(', ')', 'at', 'once']],
  ['It only seems parallel in a loop', ['parallel']],
  ['Without it programs wait', []],
  ['It is not true that programs end', ['programs', 'end']],
  ['They do not, as some say, share much', [',', 'as', 'some', 'say', ',', 'share', 'much']],
  ['They do not, as some say, but wait', [',', 'as', 'some', 'say', ',']],
  ['Programs end; that is wrong, because they wait', ['programs', 'end', ';']],
])('what is denied in “%s”', (text, words) => {
  expect(denied(text)).toEqual(words)
})

const withOneIdea = (first: string, says: string) =>
  compileRubric(
    parseRubric(
      `${first}subject processes = process
idea said
  says processes: ${says}
concept one
  title One
  points 10
  ask What?
  when said
pass when score 6
full when score 8
`,
      'one.rubric',
      () => '',
    ),
  )

test('of two things that one word is likened to the first counts', () => {
  const { sentences } = readAnswer('The clerk stands for the process. The clerk stands for the thread.')
  const found = likenessesIn(sentences, withOneIdea('likened process, thread\n', 'own'))
  expect([...found.values()].flat().map(({ word }) => word)).toEqual(['process'])
})

const repeated = (times: number) => ['wait', 'stop', 'end'].map((word) => `${word} to `.repeat(times)).join('')

test('what could be found in a sentence in hundreds of ways is looked for in some of them only', () => {
  const ordered = withOneIdea('', 'wait .. stop .. end')
  const isStated = (times: number) =>
    judge(readAnswer(`Threads ${repeated(times)}go, while processes wait, stop and end.`), ordered).concepts[0]!.present
  expect([isStated(3), isStated(8)]).toEqual([true, false])
})

describe('whom a sentence speaks of', () => {
  test.each([
    ['the former, as they were named last', 'Threads are light and processes are heavy. The former share memory.', ['threads']],
    ['they, who stay in view', 'Threads are light. They need many processes. They share memory.', ['threads']],
    ['it, of two that a “but” divides, the last', 'A thread is light but a process is heavy. It shares memory.', []],
    ['it, of two otherwise, the first', 'A thread is a light process. It shares memory.', ['threads']],
  ])('%s', (_, text, names) => {
    expect(shareOf(text)).toEqual(names)
  })

  test('a “no” in a table denies the head of its row', () => {
    expect(shareOf('| | processes | threads |\n| --- | --- | --- |\n| share memory | no | yes |\n')).toEqual(['both', 'threads'])
  })
})

test('what a half leaves out ends where the other half begins', () => {
  const tokens = tokenize('processes share memory while the threads do not')
  const mention = (word: string, subjects: number) => {
    const start = tokens.findIndex((token) => token.word === word)
    return { start, end: start + 1, subjects, role: 'plain' as const }
  }
  const filled = fillEllipsis({ tokens, mentions: [mention('processes', 1), mention('threads', 2)] }, null)
  expect(filled?.map(({ word }) => word)).toEqual(['threads', 'not', 'share', 'memory'])
})

test('the fewest points of a pass are those of the cheapest way to it', () => {
  expect(judged('').passAt).toBe(4)
})

test('of what is there in part one sentence is told, and that the rest is at the heart of the question', () => {
  const [both] = checksFor(judged('Threads share memory. Threads share all the memory.'))
  expect(both?.verdict).toMatchObject({ status: 'failed', evidence: [{ line: 1 }] })
  expect(both?.verdict).toMatchObject({
    seen: expect.stringMatching(/in line 1, .*at the heart of this question$/) as string,
    evidence: { length: 1 },
  })
})

test('of several parts that are there the first is told', () => {
  const { concepts } = judged('Processes do not share memory. Threads share memory.')
  expect(concepts.find(({ concept }) => concept.name === 'all')).toMatchObject({ present: false, evidence: [{ line: 1 }] })
  expect(concepts.find(({ concept }) => concept.name === 'all')?.evidence).toHaveLength(1)
})

test.each([
  ['a label ends where a line of its own kind follows', '- Memory:\n- They share all of it.\n', [[]]],
  [
    'what opens a line is above those below it, and not beside it',
    '- Threads: they are light.\n  - They share it.\n- They are many.\n',
    [[], ['threads :'], []],
  ],
])('%s', (_, text, contexts) => {
  const { sentences } = readAnswer(text)
  expect(sentences.map(({ context }) => context.map((label) => label.map(({ word }) => word).join(' ')))).toEqual(contexts)
})

test('a word that says how holds others together', () => {
  const [said, strung] = ['considerably', 'performance'].map((word) =>
    readAnswer(`It makes several heavy computation programs ${word} faster multi core machines.`),
  )
  expect(statesSomething(said!.sentences[0]!)).toBe(true)
  expect(statesSomething(strung!.sentences[0]!)).toBe(false)
})

test('remarks in a program make no text English', () => {
  const text = 'Los procesos tienen su propia memoria y los hilos de un proceso la comparten entre ellos siempre.\n'
  const program = '```python\n# this is the one that is for all of the others, and it is not to be used with them\nprint(1)\n```\n'
  expect(readAnswer(text).readability).toBe('foreign')
  expect(readAnswer(text + program).readability).toBe('foreign')
})

test.each([
  'Multiprocessing bedeutet, dass mehrere Prozesse gleichzeitig auf mehreren Prozessorkernen laufen. Jeder Prozess hat seinen eigenen Speicher.',
  'Ein Pool hält eine feste Anzahl Worker bereit und verteilt Aufgaben an sie, statt für jede einen neuen Prozess zu starten.',
  'Un pool garde un nombre fixe de processus et leur distribue des tâches, sur une machine.',
  'Multiprocessing betekent dat meerdere processen tegelijk draaien op meerdere kernen. Elk proces heeft eigen geheugen.',
  'Multiprocessing betyder at flere processer kører samtidig på flere kerner. Hver proces har sin egen hukommelse.',
  'Moniprosessointi tarkoittaa, että useat prosessit toimivat samanaikaisesti useilla ytimillä. Jokaisella prosessilla on oma muisti.',
  'A multiprocessing azt jelenti, hogy több folyamat fut egyszerre több magon. Minden folyamatnak saját memóriája van.',
  'Multiprocessing înseamnă că mai multe procese rulează simultan pe mai multe nuclee. Fiecare proces are propria memorie.',
  'Multiprocessing berarti beberapa proses berjalan secara bersamaan pada beberapa inti. Setiap proses memiliki memori sendiri.',
])('another language is seen as one: %s', (text) => {
  expect(readAnswer(text).readability).toBe('foreign')
})

test.each([
  'cores, memory, speed, isolation, GIL, crash, pools, threads, processes, workers, tasks, queue, locks, pipes',
  'multiprocessing runs several processes simultaneously, using multiple cores, thereby making programs faster. Processes own separate memory.',
  'Processes die, threads die, MIT per se: con es no, van den Berg, Los Angeles, in total men am as on.',
  'My friend says “los procesos tienen su propia memoria”, and that is right: each of the processes has its own memory.',
])('English with few of its small words is no other language: %s', (text) => {
  expect(readAnswer(text).readability).toBe('readable')
})

test('columns with the same head are told apart by what stands under it', () => {
  const { cells } = readTable(['| a | kind | kind |', '| --- | --- | --- |', '| x | processes | threads |', '| y | own | shared |'], 0)
  expect(cells.slice(-2)).toEqual([
    { text: 'own', line: 4, labels: ['processes', 'y'] },
    { text: 'shared', line: 4, labels: ['threads', 'y'] },
  ])
})

test.each([
  ['interpreted', 'interpreted'],
  ['interpreder', 'interpreter'],
  ['kores', 'kores'],
  ['coers', 'cores'],
  ['enterpreter', 'enterpreter'],
  ['cammunicatiin', 'cammunicatiin'],
  ['commaniication', 'communication'],
])('%s is read as %s', (written, meant) => {
  const lexicon = new Lexicon()
  lexicon.add(['interpreter', 'cores', 'communication'])
  expect(lexicon.respell(tokenize(written)).map(({ word }) => word)).toEqual([meant])
})

test('a sentence goes on behind "e.g.", whatever comes then', () => {
  const { sentences } = readAnswer('Several run at once, e.g. Chrome gives each page its own process. They take tasks etc. Then they end.')
  expect(sentences.map(({ text }) => text)).toEqual([
    'Several run at once, e.g. Chrome gives each page its own process.',
    'They take tasks etc.',
    'Then they end.',
  ])
})

test('a name with a dot in it ends no sentence, and a stop without a space does', () => {
  expect(readAnswer('It is multiprocessing.Pool that helps.').sentences).toHaveLength(1)
  expect(readAnswer('They share memory.Processes do not.').sentences).toHaveLength(2)
})

test('what is written “more then” is “more than”', () => {
  expect(tokenize('more then one, then another').map(({ word }) => word)).toEqual(['more', 'than', 'one', ',', 'then', 'another'])
})

test('each sentence of what was given is given', () => {
  const given = givenTexts(['Take one variable. Who can see it: a thread? A process?'])
  expect(['Take one variable', 'a THREAD', 'Who can see it?', 'A process.'].every((text) => given.has(fingerprint(tokenize(text))))).toBe(
    true,
  )
  expect(given.has(fingerprint(tokenize('Take one')))).toBe(false)
})

test.each([
  ['That is wrong.', 'takenBack'],
  ['That is not wrong.', 'states'],
  ['This is not the case.', 'takenBack'],
])('what stands before “%s”', (after, mood) => {
  expect(readAnswer(`Several processes run at once. ${after}`).sentences[0]?.mood).toBe(mood)
})

test.each([
  ['рrосеss', 'process'],
  ['соре', 'cope'],
  ['со', 'со'],
  ['процесс', 'процесс'],
])('%s is read as %s, letter for letter', (written, read) => {
  expect(foldCharacters(written)).toBe(read)
})
