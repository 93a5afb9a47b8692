/** The words that every report shares, so that the terminal, the pages and the files speak alike. */
import type { Execution, ProcessExit, Stopped, Witness } from '../core/process.ts'
import type { CheckResult, Language, Misconception, Result, ResultStatus, Verdict } from '../core/types.ts'
import type { Place } from '../core/origin.ts'
import { counted } from '../core/english.ts'
import { visible } from './visible.ts'

/** `null` is the language of a question that nobody answered. */
export const languageName = (language: Language | null): string =>
  language === null ? 'no answer' : { md: 'written', ts: 'TypeScript', py: 'Python' }[language]

/** The language of an answer for a table, which tells in a column of its own where there is none, none that could be read, or none chosen yet. */
export const languageBeside = ({ language, unread, otherStubs }: Pick<Result, 'language' | 'unread' | 'otherStubs'>): string =>
  language === null || unread !== undefined || otherStubs !== undefined ? '' : languageName(language)

/** Where to write, of a question that is not begun: any of its files will do. */
export const filesToBegin = ({ entry, otherStubs = [] }: Pick<Result, 'entry' | 'otherStubs'>): readonly string[] =>
  entry === undefined ? [] : [entry, ...otherStubs].map((file) => visible(file))

/** The points that a page shows: none where nobody knows what the answer is worth. */
export const earnedWords = ({ score, status, unread }: Pick<Result, 'score' | 'status' | 'unread'>): string =>
  status === 'errored' || unread !== undefined ? '–' : points(score)

/** "7.5/10"; "–/10" where nobody knows what the answer is worth. */
export const earnedOf = (result: Pick<Result, 'score' | 'max' | 'status' | 'unread'>): string =>
  `${earnedWords(result)}/${points(result.max)}`

/** The status that a person sees. What could not be read is judged by nobody, so it bears no cross. */
export const shownStatus = ({ status, unread }: Pick<Result, 'status' | 'unread'>): ResultStatus =>
  unread === undefined ? status : 'errored'

/** Said beside a total that is none yet; `null` where it is one. What this machine lacks, another one may have. */
export const noTotalYet = (results: readonly Pick<Result, 'status' | 'unread' | 'lacks'>[]): string | null => {
  const open = results.filter((result) => shownStatus(result) === 'errored')
  if (open.length === 0) return null
  const cannot = open.some(({ unread }) => unread !== undefined) ? 'read' : 'judged'
  const zero = open.every(({ lacks }) => lacks !== undefined) ? 'It is not a zero.' : 'It is not a zero; a person has to look at it.'
  return `Something here could not be ${cannot}, so this is no total yet. ${zero}`
}

/** Of what was handed in, and may answer a question. */
export const unreadWords = 'could not be read'

/** Marks differ in shape, so that they need no colour. */
export const verdictMark: Readonly<Record<Verdict['status'], string>> = {
  passed: '✔',
  failed: '✘',
  unclear: '?',
  skipped: '–',
  errored: '!',
}

/** They differ in shape, too. */
export const statusMark: Readonly<Record<ResultStatus, string>> = { passed: '✔', failed: '✘', unfinished: '○', missing: '·', errored: '!' }

/** 7.5 and not 7.50: points are multiples of a hundredth. */
export const points = (value: number): string => String(Math.round(value * 100) / 100)

/** "7.5/10". */
export const scoreOf = ({ score, max }: { readonly score: number; readonly max: number }): string => `${points(score)}/${points(max)}`

/** "8.3 ms", "297 ms", "1.2 s", "12 s". */
export const duration = (ms: number): string => {
  if (ms < 9.95) return `${Math.round(ms * 10) / 10} ms`
  if (ms < 999.5) return `${Math.round(ms)} ms`
  return ms < 9950 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 1000)} s`
}

const bytes = (count: number): string => {
  if (count < 1024) return counted(count, 'byte')
  return count < 1024 * 1024 ? `${Math.round(count / 102.4) / 10} KiB` : `${Math.round(count / 104857.6) / 10} MiB`
}

/** Where an answer stood: its file, or the document and the cells that it was found in. */
export const placeOf = ({ origin, entry = 'an answer' }: { readonly origin?: Place; readonly entry?: string }): string =>
  origin === undefined || origin.cells.length === 0
    ? (origin?.file ?? entry)
    : `${origin.file}, ${origin.cells.length === 1 ? 'cell' : 'cells'} ${ranges(origin.cells)}`

/** 1, 2, 3, 5 → "1–3, 5" */
const ranges = (numbers: readonly number[]): string => {
  const spans: [number, number][] = []
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = spans.at(-1)
    if (last !== undefined && number === last[1] + 1) last[1] = number
    else spans.push([number, number])
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}

/** What a teacher's mark means. */
export const markWords: Readonly<Record<NonNullable<Result['mark']>, string>> = {
  3: 'full: right, and it covers the question well',
  2: 'adequate: enough to pass, and more could be said',
  1: 'weak: something is right, but not enough to pass',
  0: 'no credit yet',
}

/** "exit 1", "SIGKILL". */
export const exitWords = (exit: ProcessExit): string => ('code' in exit ? `exit ${exit.code}` : exit.signal)

/** Who saw the processes, without the full stop. */
export const witnessWords: Readonly<Record<Witness, string>> = {
  kernel: 'Seen by the kernel’s record (strace)',
  runtime: 'Seen by probes inside Node and Python, not by the kernel: `npm run doctor` says how to get the kernel’s record',
}

const stoppedWords = (stopped: Stopped): string => {
  if (stopped.why === 'time') return `stopped after ${duration(stopped.limitMs)}: it had not ended by itself`
  if (stopped.why === 'output') return `stopped: what it wrote, or the record of its calls, had grown beyond ${bytes(stopped.limitBytes)}`
  if (stopped.why === 'processes') return `stopped: more than ${stopped.limit} of its processes were alive at once`
  if (stopped.why === 'memory') return `stopped: its processes together had taken more than ${bytes(stopped.limitBytes)} of memory`
  return 'stopped: it had ended the process that recorded it, so nothing more could be seen'
}

/** How a run ended, in one sentence without its full stop. */
export const runWords = ({ durationMs, exit, stopped, sandboxed }: Execution): string => {
  const where = sandboxed ? 'ran in the sandbox' : 'ran'
  if (stopped !== null) return `${where}, and was ${stoppedWords(stopped)}`
  return `${where} for ${duration(durationMs)}${exit === null ? '; how it ended was not seen' : `, ${exitWords(exit)}`}`
}

type Failed = Extract<Verdict, { status: 'failed' }>

/** What was expected; `null` where it says no more than the next step, since nobody reads the same question twice. */
export const expectedWords = ({ expected, hint }: Failed): string | null => (expected.includes(hint) ? null : expected)

/** A failed check in plain lines. */
export const failureWords = (failed: Failed): string => {
  const expected = expectedWords(failed)
  return `${expected === null ? '' : `Expected: ${expected}\n`}Seen: ${failed.seen}\nNext: ${failed.hint}`
}

/** Above a sentence that states a wrong idea. */
export const misconceptionTitle = 'This sentence is not true of what was asked'

/** The sentence, and what is true, in plain lines. */
export const misconceptionWords = ({ quote, line, message }: Misconception): string => `Line ${line}: “${quote}”\nBut: ${message}`

/** Of a check that comes after another. */
export const skippedWords = (after: string): string => `This is looked at once “${after}” has passed.`

/** Of a whole class. */
export const unsandboxedWords = 'The programs ran without the sandbox (--unsandboxed).'

/** Goes on after a colon. */
export const graderFault = 'this is a fault of the grader, not of your work'

/** Of an answer that could not be judged at all: what this machine lacks is no fault of the grader. */
export const unjudgedWords = ({ lacks }: Pick<Result, 'lacks'>): string =>
  lacks === undefined ? graderFault : `it could not be judged here: ${lacks}`

/** Of a check that the kit could not carry out. */
export const brokenWords = `This check broke down: ${graderFault}.`

/** Whether a check counts as failed where others read the report: not in a question that has passed, nor for what the question can do without. */
export const isFailure = ({ status }: Pick<Result, 'status'>, { verdict, open }: CheckResult): boolean =>
  verdict.status === 'failed' && status !== 'passed' && open !== true

/** The checks that are told one by one: what a question can do without is counted on a screen, and no more. */
export const toldOf = ({ checks }: Pick<Result, 'checks'>): readonly CheckResult[] => checks.filter(({ open }) => open !== true)

/** The first check that keeps an answer from passing, or from being judged. */
export const firstOpen = (checks: readonly CheckResult[]): CheckResult | undefined =>
  checks.find(({ verdict }) => verdict.status === 'failed') ??
  checks.find(({ verdict }) => verdict.status === 'errored') ??
  checks.find(({ verdict }) => verdict.status !== 'passed')
