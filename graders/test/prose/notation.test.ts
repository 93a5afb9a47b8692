import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileRubric } from '../../prose/rubric/compile.ts'
import { judge } from '../../prose/judge.ts'
import { parseRubric } from '../../prose/rubric/parse.ts'
import { readAnswer } from '../../prose/read.ts'

const open = (files: Record<string, string>) => (name: string) => files[name] ?? ''
const compile = (text: string, files: Record<string, string> = {}) => compileRubric(parseRubric(text, 'q9.rubric', open(files)))

/** A whole new question, written as CONTRIBUTING.md says: nothing else in the kit knows of it. */
const TEA = `# How is tea made, and why with hot water?
subject tea    = tea, green tea
subject coffee = coffee, espresso

words HOT = hot, boiling,
            just off the boil

idea tea-hot
  says tea: HOT water
idea coffee-ground
  says coffee: ground

concept water
  title  Hot water
  points 4
  required
  ask    What must the water be?
  when tea-hot

concept steeps
  title  It steeps
  points 3
  ask    What do the leaves do in the pot?
  says tea: leaves .. (steep | brew | =stand)
  says not milk & tea: leaves

concept contrast
  title  Unlike coffee
  points 3
  ask    What is done with the beans?
  when tea-hot and coffee-ground

misconception cold
  off 1.5
  message Cold water draws little out of the leaves.
  says tea: cold water unless ice

pass when water
full when 2 of (water, steeps, contrast) and score 7 and not cold
`

const said = (text: string, rubric = compile(TEA)) => {
  const { concepts, wrongIdeas, score, mark } = judge(readAnswer(text), rubric)
  return [
    ...concepts.flatMap(({ concept, present }) => (present ? [concept.name] : [])),
    ...wrongIdeas.map(({ idea }) => `!${idea.name}`),
    score,
    mark,
  ]
}

describe('a new question is a new file', () => {
  test.each([
    ['Tea is made with boiling water, and its leaves steep for three minutes.', ['water', 'steeps', 7, 3]],
    ['Tea is not made with boiling water.', [0, 0]],
    ['Tea is made with cold water.', ['!cold', 0, 0]],
    ['Tea is made with cold water and ice.', [0, 0]],
    ['Coffee is made with boiling water.', [0, 0]],
    ['Green tea needs hot water. Coffee has to be ground first.', ['water', 'contrast', 7, 3]],
    ['Tea leaves stand in the pot.', ['steeps', 3, 1]],
    ['Tea leaves are standing around.', [0, 0]],
    ['Without milk, tea shows the colour of its leaves.', ['steeps', 3, 1]],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  test('a concept is added by its lines alone', () => {
    const more = `${TEA}\nconcept cup\n  title  The cup\n  points 2\n  ask    What does one drink it from?\n  says (cup | mug | bowl)\n`
    expect(said('Tea is drunk from a bowl.', compile(more))).toEqual(['cup', 2, 1])
  })

  test('an idea says of another subject what one says already, but not what names a subject in its words', () => {
    const coffee = 'idea cold-tea\n  says tea: (chilled | iced)\n  says tea: (left of | behind) + coffee\n\n'
    const more = `${TEA}\n${coffee}idea cold-coffee\n  as cold-tea of coffee\n\nconcept reversed\n  title R\n  points 1\n  ask R?\n  when cold-coffee\n`
    const rubric = compile(more)
    expect(said('Coffee is iced.', rubric)).toEqual(['reversed', 1, 1])
    expect(said('Coffee stands behind the other coffee.', rubric)).toEqual([0, 0])
  })

  test('a rubric includes another file', () => {
    const text = TEA.replace('words HOT = hot, boiling,\n            just off the boil', 'include shared.rubric')
    expect(said('Tea wants steaming water.', compile(text, { 'shared.rubric': 'words HOT = steaming' }))).toEqual(['water', 4, 2])
  })
})

test('the rubric that CONTRIBUTING.md shows is one', () => {
  const text = readFileSync(new URL('../../../CONTRIBUTING.md', import.meta.url), 'utf8')
  const [, shown = ''] = /^```text graders\/q8\.rubric\n([^]*?)```$/m.exec(text) ?? []
  const rubric = compile(shown)
  expect(said('Each process has its own variables. Threads have the same memory.', rubric)).toEqual(['memory', 6, 2])
  expect(said('Threads have their own memory, processes do not share their address space.', rubric)).toEqual(['!swapped-memory', 0, 0])
})

describe('what cannot be read is said with its file, line and column', () => {
  test.each([
    ['subject tea', 'q9.rubric:1:1: expected "subject NAME = one, another, a third"'],
    ['words HOT = hot, , warm', 'q9.rubric:1:1: the list HOT has a comma too many'],
    ['notion x', 'q9.rubric:1:1: "notion" begins no block'],
    ['  says x', 'q9.rubric:1:3: an indented line belongs to a block'],
    ['idea Tea', 'q9.rubric:1:1: a name has small letters and hyphens only, not "Tea"'],
    ['idea tea\n  tells x', 'q9.rubric:2:3: an idea has lines with "says" or "as", not "tells"'],
    ['idea tea\n  as coffee', 'q9.rubric:2:3: expected "as NAME-OF-AN-IDEA of SUBJECT"'],
    ['idea tea\n  as coffee of pot', 'q9.rubric:2:3: no idea is called "coffee"'],
    [
      'subject cup = cup\nidea hot\n  says cup: hot\nidea tea\n  as hot of pot\npass when tea\nfull when tea',
      'q9.rubric:5:6: no subject is called "pot"',
    ],
    ['idea tea\n  says', 'q9.rubric:2:7: expected a word'],
    ['idea tea\n  says a (b | ) c', 'q9.rubric:2:15: expected words between "|" and ")"'],
    ['idea tea\n  says a (b | c', 'q9.rubric:2:16: expected ")" before the end of the line'],
    ['idea tea\n  says a .. & b', 'q9.rubric:2:13: expected a word after ".."'],
    ['idea tea\n  says a not + b', 'q9.rubric:2:14: expected a word after "not"'],
    ['idea tea\n  says a not', 'q9.rubric:2:13: expected a word after "not"'],
    ['idea tea\n  says a unless not b', 'q9.rubric:2:21: behind "unless" a "not" counts for nothing'],
    ['concept tea\n  points 1', 'q9.rubric:1:1: concept tea has no line "title …"'],
    ['concept tea\n  title T\n  ask A?\n  points many', 'q9.rubric:1:1: "points" of tea is no number'],
    ['concept tea\n  colour green', 'q9.rubric:2:3: "colour" is not known here'],
    ['idea tea\n  says x', 'q9.rubric:1:1: the rubric has no line "pass when …"'],
    ['pass when a or\nfull when a', 'q9.rubric:1:15: the line ends too early'],
    ['pass when Tea\nfull when a', 'q9.rubric:1:11: "Tea" is no name of an idea'],
    ['pass when 2 of a\nfull when a', 'q9.rubric:1:16: expected "(", not "a"'],
    ['pass when score many\nfull when a', 'expected a number, not "many"'],
    ['idea a\n  says x\npass when a\nfull when b', 'q9.rubric:4:11: no idea is called "b"'],
    ['idea a\n  says x: y\npass when a\nfull when a', 'q9.rubric:2:8: no subject is called "x"'],
    ['idea a\n  says HOT\npass when a\nfull when a', 'q9.rubric:2:8: no list of words is called HOT'],
    [
      'idea tea\n  says tea\nconcept tea\n  title T\n  points 1\n  ask A?\n  hint one\n  hint two\n  hint three\n  when tea\npass when tea\nfull when tea',
      'q9.rubric:10:8: "tea" holds when "tea" does: give the idea another name than the concept',
    ],
    ['words A = B\nwords B = A\nidea a\n  says A\npass when a\nfull when a', 'the list A contains itself'],
  ])('%j', (text, message) => {
    expect(() => compile(text)).toThrow(message)
  })

  test('an error in an included file names that file', () => {
    expect(() => compile('include shared.rubric', { 'shared.rubric': '\nwords' })).toThrow('shared.rubric:2:1: expected "words NAME = ')
  })
})
