/** The words of the domain. Data only: nothing here does anything. */
import type { Execution } from './process.ts'
import type { GradeOptions } from './options.ts'
import type { Origin, Place, Typed } from './origin.ts'

/** Markdown, TypeScript, Python: what an answer is written in. */
export type Language = 'md' | 'ts' | 'py'

/** What an exercise asks for: an answer in words, or a program. */
export type Kind = 'written' | 'program'

/** What a learner is asked. */
export interface Exercise {
  readonly id: string
  readonly kind: Kind
  readonly title: string
  /** The question in the words that the learner reads. */
  readonly question: string
  /** Leading questions, from general to particular. They never give the answer away. */
  readonly hints: readonly string[]
}

/** One file of an answer; `path` is relative, with forward slashes. */
export interface AnswerFile {
  readonly path: string
  readonly text: string
}

/** What was handed in for one exercise, in one language. */
export interface Answer {
  readonly exercise: string
  readonly language: Language
  /** The path of the file that is read, or run, first. */
  readonly entry: string
  /** The entry and the files that it may need. */
  readonly files: readonly AnswerFile[]
  /** What the reader of the submission wants said about this answer, such as a name that was brought along from another cell. */
  readonly notes?: readonly string[]
  /** What is typed for a program that asks for input; without it the standard input is empty. */
  readonly typed?: Typed
  /** Set for an answer that was found within a document; then the files are the kit's making. */
  readonly origin?: Origin
}

/** Everything that one person handed in. An exercise may be answered in several languages. */
export interface Submission {
  readonly name: string
  readonly source: 'folder' | 'file' | 'notebook' | 'archive'
  /** Digest of what was handed in, in hexadecimal. */
  readonly sha256: string
  readonly answers: readonly Answer[]
  /** What was handed in beside them, and cannot be read. */
  readonly unread?: readonly Unread[]
}

/** Something that could have held an answer, and cannot be read. */
export interface Unread {
  /** The ids of the exercises that it may answer. */
  readonly exercises: readonly string[]
  /** Why it cannot be read, and what to do: a whole sentence. */
  readonly why: string
  /** The file, where it is one that may hold the task as well as an answer. */
  readonly path?: string
}

/** A place in the learner's own work. `line` counts from 1. */
export interface Quote {
  readonly quote: string
  readonly line: number
}

/** All that a check may say. Texts are whole sentences or phrases for the learner, cut only where nobody would read on (see `readable.ts`). */
export type Finding =
  | { readonly status: 'passed'; readonly seen: string; readonly evidence?: readonly Quote[] }
  | Failed
  | { readonly status: 'unclear'; readonly why: string; readonly evidence?: readonly Quote[] }

/** What a check says of work that does not do what it should. */
export interface Failed {
  readonly status: 'failed'
  readonly expected: string
  readonly seen: string
  /** One next step, usually a question. */
  readonly hint: string
  readonly evidence?: readonly Quote[]
  /** Names this way of failing, so that hints can be chosen by it. No report shows it. */
  readonly topic?: string
}

/** All that the runner of checks may say. */
export type Verdict =
  Finding | { readonly status: 'skipped'; readonly after: string } | { readonly status: 'errored'; readonly cause: string }

/** Hints in the order in which they are given: first a question, then a pointer, then a nearly complete step. More may follow. */
export type Steps = readonly [question: string, pointer: string, step: string, ...further: string[]]

/** Hints in every language that a program may be written in. */
export type Hints = Readonly<Record<'ts' | 'py', Steps>>

/** What helps with one check. Never part of a report. */
export interface Help {
  readonly check: string
  /** The hints for one way of failing, or those for the check as a whole; none where the author gave none. */
  readonly steps: (language: Language, topic?: string) => readonly string[]
}

/** One question put to the evidence. `after` names another one: where that one failed or was skipped, this one is skipped. */
export interface Check<Evidence, Id extends string = string> {
  readonly title: string
  readonly points: number
  readonly after?: Id
  readonly verify: ((evidence: Evidence) => Finding) & { readonly about?: string }
  /** The question's own hints for this check. Without them those of the fact that it asks for are given. */
  readonly hints?: Hints
}

/** A check with its verdict and the points that it earned. */
export interface CheckResult {
  readonly id: string
  readonly title: string
  readonly points: number
  readonly max: number
  readonly verdict: Verdict
  /** True for what the question did not ask for by name, and what it does not need: a screen counts it and says no more. */
  readonly open?: boolean
}

/** A wrong idea that a written answer states as true. */
export interface Misconception {
  readonly id: string
  /** Why it is not so, and one line of truth. */
  readonly message: string
  readonly quote: string
  readonly line: number
}

/** `unfinished`: the untouched stub. `missing`: no answer was given. `errored`: a fault of the kit or of this machine, never of the answer. */
export type ResultStatus = 'passed' | 'failed' | 'unfinished' | 'missing' | 'errored'

/** How one exercise was judged. */
export interface Result {
  readonly exercise: Exercise
  readonly language: Language | null
  /** The file that was judged. */
  readonly entry?: string
  /** The stubs in other languages that are as untouched as that file. */
  readonly otherStubs?: readonly string[]
  /** Set where that file was made of a document's cells. */
  readonly origin?: Place
  readonly status: ResultStatus
  /** Why the whole exercise could not be judged: a fault of the kit, with its stack. */
  readonly cause?: string
  /** What this machine lacks to judge the exercise at all, in one sentence for the user: nobody's fault. */
  readonly lacks?: string
  /** Why what was handed in for it could not be read, where nothing else answers it: then nobody knows what it is worth. */
  readonly unread?: string
  readonly score: number
  readonly max: number
  readonly checks: readonly CheckResult[]
  readonly advice: readonly string[]
  /** Written answers: no answer passes with fewer points. */
  readonly passAt?: number
  /** Written answers: 0 no credit, 1 weak, 2 adequate, 3 full. */
  readonly mark?: 0 | 1 | 2 | 3
  readonly misconceptions?: readonly Misconception[]
  /** Programs that were run more than once: for each run, the checks that did not pass. */
  readonly runs?: readonly (readonly string[])[]
  /** Programs: the run that was judged. */
  readonly run?: Execution
}

/** A whole submission, judged. */
export interface Report {
  readonly submission: Pick<Submission, 'name' | 'source' | 'sha256'>
  readonly results: readonly Result[]
  readonly score: number
  readonly max: number
  readonly passed: boolean
}

/** Judges answers to one exercise. The type of its evidence stays inside, so that a list of graders is homogeneous. */
export interface Grader {
  readonly exercise: Exercise
  /** The most points that an answer can get. */
  readonly max: number
  /** True for a stub in which nothing but comments, white space and the question stands. */
  readonly isUnfinished: (answer: Answer) => boolean
  readonly grade: (answer: Answer, options: GradeOptions) => Promise<Result>
  /** What helps with each check, in order; loaded only when somebody asks. */
  readonly help: () => Promise<readonly Help[]>
  /** What may be tried after a pass, one thing each. */
  readonly variations: (language: Language) => readonly string[]
}
