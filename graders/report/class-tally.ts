/** Counts what a class knows, one report at a time: nothing of a report is kept but numbers, and a few sentences as samples. */
import { beginningOf } from '../core/readable.ts'
import type { CheckResult, Exercise, Misconception, Report, Result, ResultStatus, Verdict } from '../core/types.ts'

type Counts<Key extends string> = Readonly<Record<Key, number>>

/** How often a check had which verdict. */
export interface CheckTally {
  readonly id: string
  readonly title: string
  readonly counts: Counts<Verdict['status']>
}

/** A sentence of a learner's own, and whose it is. */
export interface Sample {
  readonly quote: string
  readonly line: number
  readonly name: string
  readonly page: string
}

/** A wrong idea, and who states it. */
export interface MisconceptionTally {
  readonly id: string
  readonly message: string
  readonly question: string
  /** How many learners state it. */
  readonly count: number
  readonly samples: readonly Sample[]
}

/** How a class answered one question. */
export interface QuestionTally {
  readonly exercise: Exercise
  readonly max: number
  /** What may answer it and could not be read counts apart. */
  readonly counts: Counts<ResultStatus | 'unread'>
  /** The points of those who answered, added up. */
  readonly points: number
  readonly checks: readonly CheckTally[]
}

/** What a class knows, counted. */
export interface Tally {
  readonly questions: readonly QuestionTally[]
  /** The commonest first. */
  readonly misconceptions: readonly MisconceptionTally[]
}

/** Whose report it is, and where its page lies. */
export interface Owner {
  readonly name: string
  readonly page: string
}

const mostSamples = 3
const longestSample = 300

/** Takes one report after the other; ask it for the tally at any time. */
export class ClassCounter {
  readonly #questions = new Map<string, QuestionCounter>()
  readonly #misconceptions = new Map<string, Writable<MisconceptionTally>>()

  add(report: Report, owner: Owner): void {
    for (const result of report.results) {
      const counter = this.#questions.get(result.exercise.id) ?? new QuestionCounter(result.exercise, result.max)
      this.#questions.set(result.exercise.id, counter)
      counter.add(result)
      const stated = new Map((result.misconceptions ?? []).map((each) => [each.id, each]))
      for (const each of stated.values()) this.#count(each, result.exercise.id, owner)
    }
  }

  tally(): Tally {
    return {
      questions: [...this.#questions.values()].map((counter) => counter.tally()),
      misconceptions: [...this.#misconceptions.values()].toSorted((one, other) => other.count - one.count),
    }
  }

  #count({ id, message, quote, line }: Misconception, question: string, owner: Owner): void {
    const key = `${question} ${id}`
    const before = this.#misconceptions.get(key) ?? { id, message, question, count: 0, samples: [] }
    const wanted = before.samples.length < mostSamples && quote.trim() !== '' && before.samples.every((sample) => sample.quote !== quote)
    const sample = { quote: beginningOf(quote, longestSample), line, ...owner }
    this.#misconceptions.set(key, { ...before, count: before.count + 1, samples: wanted ? [...before.samples, sample] : before.samples })
  }
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

class QuestionCounter {
  readonly #exercise: Exercise
  readonly #max: number
  readonly #counts = { passed: 0, failed: 0, unfinished: 0, missing: 0, errored: 0, unread: 0 }
  readonly #checks = new Map<string, { id: string; title: string; counts: Writable<CheckTally['counts']> }>()
  #points = 0

  constructor(exercise: Exercise, max: number) {
    this.#exercise = exercise
    this.#max = max
  }

  add({ status, score, checks, unread }: Result): void {
    this.#counts[unread === undefined ? status : 'unread'] += 1
    if (status === 'passed' || status === 'failed') this.#points += score
    for (const check of checks) this.#addCheck(check)
  }

  tally(): QuestionTally {
    const checks = [...this.#checks.values()].map(({ counts, ...check }) => ({ ...check, counts: { ...counts } }))
    return { exercise: this.#exercise, max: this.#max, counts: { ...this.#counts }, points: this.#points, checks }
  }

  #addCheck({ id, title, verdict }: CheckResult): void {
    const check = this.#checks.get(id) ?? { id, title, counts: { passed: 0, failed: 0, unclear: 0, skipped: 0, errored: 0 } }
    check.counts[verdict.status] += 1
    this.#checks.set(id, check)
  }
}
