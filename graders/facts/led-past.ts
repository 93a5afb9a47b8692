/** Whether main came to a line without having waited, although every way there that is known leads through the wait. */
import type { Finding } from '../core/types.ts'
import type { Launch, Printing, Wait } from '../source/facts.ts'
import { type ProgramEvidence, lastEnd, numbered, ownLines } from './evidence.ts'
import { failing } from './fact.ts'
import { wordsIn } from './made-by-main.ts'
import { at, ms, quoted, said } from './wording.ts'

/** Tasks that run beside each other print in an order of their own. */
const hasTasks = /\basync\s+(?:def|with|for)\b/

/** A sentinel is ready as soon as a process closes its end of a pipe, a moment before the kernel is done with that process. */
export const waitsBySentinel = /\.sentinel\b/

/**
 * A Python that ends takes note of its children's ends all the same, so the record looks as if main had waited. What main printed while a worker was still
 * alive, or before it took note of its end as every join() does, tells more: that it did not wait, where every place that can have printed that line lies past
 * the wait.
 */
export const ledPast = (evidence: ProgramEvidence, expected: string): Finding | null => {
  const { source, language, program, workers } = evidence
  const wait = source.launches.find(holdsMain)?.wait
  if (language !== 'py' || hasTasks.test(program) || waitsBySentinel.test(program) || wait == null || !source.launches.every(holdsMain))
    return null
  const begun = Math.max(...workers.map(({ startedMs }) => startedMs))
  const lines = ownLines(evidence)
  const overMs = source.launches.every(isJoin) ? lastNoted(evidence) : lastEnd(workers)
  const early = lines.filter(({ atMs }) => atMs >= begun && atMs < overMs)
  const places = early.length === 0 ? [] : (source.printings?.() ?? []).filter(({ ofWorkers }) => ofWorkers !== true)
  for (const { line, atMs } of early.toReversed()) {
    const isAlone = lines.filter((each) => each.line === line).length === 1
    const candidates = likeliest(places, line, isAlone)
    const [place] = candidates
    if (place?.past && candidates.every(({ past }) => past !== undefined)) return told(evidence, { wait, place, line, atMs, expected })
  }
  return null
}

/** Surely, and without a limit. */
const holdsMain = ({ kind, wait }: Launch): boolean =>
  kind === 'process' && wait?.for === 'end' && wait.mayGiveUp !== true && wait.beside !== true && wait.onlyIf === undefined

/** A join() is back when the worker has been reaped: other waits may be back as soon as it has ended. */
const isJoin = ({ wait }: Launch): boolean => wait?.how.startsWith('join()') === true

/** When main had taken note of every end. Of those that somebody else reaped, or nobody, the end has to do. */
const lastNoted = ({ workers, main }: ProgramEvidence): number =>
  Math.max(lastEnd(workers), ...workers.map(({ reapedBy, reapedMs }) => (reapedBy === main.pid ? (reapedMs ?? 0) : 0)))

/** What prints several lines at once may print any. */
const severalLines = /\\n|"""|'''|\bsep\b|\bend\b/

const mayPrint = ({ words, text }: Printing, line: string): boolean => {
  const shown = new Set(wordsIn(line))
  return severalLines.test(text) || wordsIn(words).every((word) => shown.has(word))
}

/** A text and nothing else, without anything that is filled in. */
const oneText = /^print\(\s*(?:'[^'"\\]*'|"[^'"\\]*")\s*\)$/

/**
 * The places that may have printed a line. If the line came only once, and a place prints exactly this text, it is that place: that a place
 * whose text is unknown printed the very same would be a strange coincidence.
 */
const likeliest = (places: readonly Printing[], line: string, isAlone: boolean): Printing[] => {
  const candidates = places.filter((place) => mayPrint(place, line))
  const exact = isAlone ? candidates.filter(({ text, words }) => oneText.test(text) && words.trim() === line) : []
  return exact.length > 0 ? exact : candidates
}

interface Told {
  readonly wait: Wait
  readonly place: Printing
  readonly line: string
  readonly atMs: number
  readonly expected: string
}

const whenPrinted = ({ workers }: ProgramEvidence, { line, atMs }: Pick<Told, 'line' | 'atMs'>): string => {
  const end = lastEnd(workers)
  const late = numbered(workers).find(({ worker }) => (worker.endedMs ?? Number.POSITIVE_INFINITY) === end)!
  if (!Number.isFinite(end)) return `main printed ${said(line)} while ${late.name} was running`
  if (atMs < end) return `main printed ${said(line)} ${ms(end - atMs)} before ${late.name} ended`
  const unnoted = numbered(workers).find(({ worker }) => (worker.reapedMs ?? 0) > atMs)!
  return `main printed ${said(line)} before it took note that ${unnoted.name} had ended, and no join() is over before that`
}

const told = (evidence: ProgramEvidence, { wait, place, line, atMs, expected }: Told): Finding => {
  const happened = whenPrinted(evidence, { line, atMs })
  const tried = place.past?.tried ?? null
  const why =
    tried === null
      ? `${at(place)} prints that, and stands behind the wait of ${at(wait)}: something led main past that wait`
      : `${at(place)} prints that when something fails in the try of ${at(tried)}: so main was led past the wait of ${at(wait)}`
  const next =
    tried === null
      ? `Follow main from the start to ${at(place)}: which line on the way may fail, and where does main go on then?`
      : 'When a line in a try fails, what becomes of the lines behind it? Where does the wait belong, so that main comes to it in any case?'
  return failing('led-past', expected, `${happened}; ${why}`, next, quoted(wait))
}
