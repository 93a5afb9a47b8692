/** What is said of a program that cannot be read: where, why, and what it may be that stands there. */
import { unclear } from '../core/findings.ts'
import { isClean } from '../core/process.ts'
import type { Finding } from '../core/types.ts'
import type { SyntaxFault } from '../source/facts.ts'
import type { ProgramEvidence } from './evidence.ts'
import { failing } from './fact.ts'
import { quoted } from './wording.ts'

const languages = { py: { name: 'Python', other: 'TypeScript' }, ts: { name: 'TypeScript', other: 'Python' } } as const

/** Lines that only the other language has. */
const ofTheOther = {
  ts: /^[ \t]*(?:from [\w.]+ import\b|(?:def|class) \w+(?:\([^\n)]*\))?:[ \t]*$|import [\w., ]+$)/m,
  py: /^[ \t]*(?:import\b[^\n]* from ['"]|(?:export |async )?function \w+\(|(?:const|let) [\w{[])/m,
} as const

/** What comes along when something is copied, and is no part of a program. */
const copiedAlong: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:```|~~~)/,
    'Such a line marks a program within a text, and is no part of the program. What has to be left out for the program alone to be here?',
  ],
  [
    /^(?:>>>|\.\.\.|In \[\d*\]:)(?: |$)/,
    'Python itself writes such a mark in front of what one types to it; it is no part of a program. What stands there without it?',
  ],
  [
    /^[$%>]? ?(?:sudo )?(?:npm|npx|node|pip3?|python3?|conda|apt|brew|cd) +[\w@./-]+(?: [^(]*)?$/,
    'This reads like a command for the terminal, and it is in the file of a program. Where does it belong?',
  ],
]

/** The verdict on a program whose syntax is at fault, which its source has to say. */
export const cannotBeRead = ({ source: { language, fault }, program, main }: ProgramEvidence): Finding => {
  const { file, line, column, message, text } = fault!
  const seen = `${file}, line ${line}, column ${column}: ${message}`
  // What ran to its end can be read by its language: that the kit cannot is the kit's own limit.
  if (isClean(main.exit)) return unclear(`${seen} It ran all the same, so a person has to read it`)
  const where = text.trim() === '' ? [] : quoted(fault!)
  return failing('unreadable', `a program that ${languages[language].name} can read`, seen, nextStep(language, fault!, program), where)
}

const nextStep = (language: 'ts' | 'py', { text }: SyntaxFault, program: string): string => {
  const { name, other } = languages[language]
  const copied = copiedAlong.find(([line]) => line.test(text.trim().slice(0, 200)))
  if (copied !== undefined) return copied[1]
  return ofTheOther[language].test(program)
    ? `This reads like ${other}, and it is in a file for ${name}. What does the ending of a file’s name say, and which of your files is the one for ${other}?`
    : 'Mend this line first, then check again: nothing of the program runs before that.'
}
