/** What runs beside main, what is asked of it, and who waits for it: as far as a program that is read, not run, tells. */
import type { Wait } from '../facts.ts'
import type { Node } from './tree.ts'
import type { Args, Class, Value } from './values.ts'

/** A `Process`, or a `Thread`, which can be handled alike but is no process. */
export interface Runner {
  readonly is: 'runner'
  readonly kind: 'process' | 'thread'
  readonly class: Class | null
  readonly attributes: Map<string, Value>
  target: Value | null
  args: Args
  /** Where it was made a daemon. */
  daemon: Node | null
  /** Whose code started it: only that code's process can wait for it. */
  startedBy: 'main' | 'worker' | null
  /** The branches in which it was made, and when it is started those in which that happens. */
  within: readonly Branch[]
  instead?: Instead
  waited: Waited | null
  timesWaited: number
  /** Of a thread that has been started: it is waited for. */
  release: () => void
}

/** A pool or an executor of processes or threads. */
export interface Pool {
  readonly is: 'pool'
  readonly kind: 'pool' | 'executor' | 'threads'
  readonly made: Node
  readonly size: number | null
  /** Each worker does one task. */
  readonly renewed?: true
  readonly tasks: Task[]
  /** The branches in which it was made. */
  readonly within: readonly Branch[]
  instead?: Instead
  closed: boolean
  waited: Waited | null
}

/** What is followed in place of something that another branch of a statement made. */
interface Instead {
  readonly made: Pool | Runner
  readonly statement: Node
}

/** Something asked of a pool: an `AsyncResult`, a `Future`, or what a call to `map` stands for. */
export interface Task {
  readonly is: 'task'
  readonly asked: Node
  fetched: Waited | null
  /** Of a task that runs beside main: it is awaited. */
  readonly release?: () => void
  /** Set when it came out of `as_completed`. */
  unordered?: Node
  /** The workers were ended before anybody waited for it. */
  isCutOff?: boolean
}

/** One way on after a condition that only a run can decide. */
export interface Branch {
  readonly statement: Node
  /** Its place among the branches of the statement. */
  readonly index: number
  /** How many branches there are where one of them is surely taken, else `null`. */
  readonly of: number | null
  /** What the condition asks whether it is still running, and whether this way is taken when it is. */
  readonly poll: Poll | undefined
  /** What has ended where this way is taken. */
  readonly ended?: Poll['of']
}

/** Of something that changes with every end of a process: whose ends it knows, and by how much each has changed it. */
export interface Tally {
  readonly of: ReadonlySet<Runner | Task>
  readonly by: number
}

/** Of a wait that only some branches of a statement hold: those that do. */
interface Perhaps {
  readonly statement: Node
  readonly taken: ReadonlySet<number>
  /** The condition holds only when there is nothing to wait for any more. */
  readonly whenEnded: boolean
}

/** One wait that took place. */
export interface Waited {
  readonly node: Node
  readonly for: Wait['for']
  readonly how: string
  /** It gives up after a time. */
  readonly limited?: boolean
  /** After how long, where that is written out and it is waited for but once. */
  readonly limitMs?: number | undefined
  /** It holds back a thread or a task beside main, which nobody waits for. */
  readonly beside?: true
  /** It stands under a condition that need not hold. */
  readonly perhaps?: Perhaps | undefined
}

/** An answer to "is it still running?". */
export interface Poll {
  readonly of: readonly (Runner | Task)[]
  /** True means: still running. */
  readonly alive: boolean
  /** The answer changes only when every one has ended (otherwise: when the first has). */
  readonly every: boolean
  /** It may count others, too: those of a manager. */
  readonly amongOthers?: true
  /** As long as it runs the answer is 0, as that of `os.waitpid(pid, os.WNOHANG)` is, where an exit code is `None`. */
  readonly zero?: true
}
