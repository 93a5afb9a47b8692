/** What a program's text says of its processes: facts of the syntax tree, the same shape for both languages, never judged. */

/** A place in the source. `line` counts from 1; `text` is the code that stands there, on one line. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly text: string
}

/** Why the source could not be parsed. */
export interface SyntaxFault extends Place {
  /** 1-based. */
  readonly column: number
  /** What was expected or found, in one sentence. */
  readonly message: string
}

/** How a program asks for something to run beside it. */
export type MeansKind =
  /** Real processes by the language's own module: `child_process`, `cluster`, `multiprocessing.Process`. */
  | 'process'
  /** A pool of processes: `multiprocessing.Pool`, `ProcessPoolExecutor`, tinypool or workerpool in process mode. */
  | 'pool'
  /** Threads, under whatever name: `worker_threads`, `threading`, `multiprocessing.dummy`, `ThreadPool`, tinypool in thread mode. */
  | 'threads'
  /** Real processes, but not by the module that the question is about: `os.fork`, `os.system`, `subprocess`, `os.posix_spawn`. */
  | 'other-processes'

/** One use of such a means. */
export interface Means extends Place {
  readonly kind: MeansKind
  /** As a learner would say it: "fork() of node:child_process", "Process of multiprocessing". */
  readonly name: string
  /** Python: the program, as it is read, comes to it; others may stand in a function that nobody calls. */
  readonly reached?: true
}

/** A wait that does not hold main back, or not for every process. */
export interface Unheld extends Place {
  /**
   * - `dropped`: a promise for the end of a process that nobody awaits.
   * - `forEach`: async functions handed to `forEach`, which does not await them.
   * - `race`: a promise that settles with the first of several.
   * - `at-once`: a promise that another one settles from the start.
   * - `no-promise`: a process that is awaited as if it were one.
   * - `first-end`: a question asked again and again that the first end decides: `children.some((child) => child.exitCode !== null)`.
   * - `not-last`: one that has another answer before the last process has ended: `while len(active_children()) == 4`.
   */
  readonly why: 'dropped' | 'forEach' | 'race' | 'at-once' | 'no-promise' | 'first-end' | 'not-last'
}

/** How a program waits. */
export interface Wait extends Place {
  /**
   * - `end`: for the end of a process: `join()`, an awaited `exit` or `close`, `spawnSync`, leaving the `with` block of an executor.
   * - `results`: for everything that the workers were asked for: `Pool.map`, `.get()` on all results, a promise for every message.
   */
  readonly for: 'end' | 'results'
  /** As a learner would say it: "join() in a loop over every process". */
  readonly how: string
  /** True for a wait with a time limit: it may end before the process does. */
  readonly mayGiveUp?: boolean
  /** How long it waits for all of them at most, where the source tells. */
  readonly limitMs?: number
  /** TypeScript: true for a wait for main's own end, which comes after that of the processes. */
  readonly ofMain?: boolean
  /** TypeScript: true for an await with nothing behind it, in an async function that nobody awaits. */
  readonly atTheEnd?: boolean
  /** TypeScript: true for listeners that do nothing but print that a process has ended. */
  readonly onlyTells?: boolean
  /** True for a wait in a thread or a task that nothing waits for: main goes on. */
  readonly beside?: boolean
  /** TypeScript: the question about a count of ends by which it is over, and after how many ends that is at the latest. */
  readonly counted?: Place & { readonly ends: number }
  /** The condition under which alone it waits, where nobody can tell from the source that it holds. */
  readonly onlyIf?: Place & {
    /** It holds only when the process has ended, so that there is nothing to wait for. */
    readonly whenEnded: boolean
  }
}

/** One place that starts processes (a loop's body is one place). */
export interface Launch extends Place {
  readonly kind: 'process' | 'pool'
  /** Started with `detached: true`, `unref()`ed, or `daemon=True`: says that nobody means to wait. */
  readonly letGo: Place | null
  /** What in the source waits for every process that this place starts; `null` where nothing does. */
  readonly wait: Wait | null
  /** Python: nothing closes the pool, so that its workers stay until main ends. */
  readonly leftOpen?: boolean
  /** Python: each worker of the pool ends after its first task, and another one is started in its place. */
  readonly renewed?: boolean
  /** How many processes it starts at most where that can be read from the source (a pool's size), else `null`. */
  readonly count: number | null
}

/** A line that main prints, whatever its workers do. */
export interface Print extends Place {
  readonly says: string
  /** TypeScript: true where it may be printed because a process has ended, and not just when it is its turn or after a pause. */
  readonly whenEnded?: boolean
}

/** Something that is taken out of a value by a name under which nothing in the program has ever put anything. */
export interface InVain extends Place {
  readonly name: string
}

/** A place in the text that prints, be it in main or in a worker. */
export interface Printing extends Place {
  /** The text that is written out in it. */
  readonly words: string
  /** Made of nothing but what the program's text holds: no worker can have anything to do with it. */
  readonly own: boolean
  /** Python: main comes to it only past every wait in its way, or by an exception out of the `try` that holds the last of them. */
  readonly past?: { readonly tried: Place | null }
  /** Python: only workers run it. */
  readonly ofWorkers?: true
  /** What would make it a worker's, were it not taken in vain. */
  readonly inVain?: InVain
}

/** Python: what would start processes or wait for them, and is left as it was made: `map(Process.join, children)`, or a coroutine. */
export interface Dropped extends Place {
  readonly what: 'start' | 'wait'
  /** What does not happen to it: nobody takes its values out, or nobody awaits it. */
  readonly needs: 'values' | 'await'
}

/** A pause for a fixed time. */
export interface Sleep extends Place {
  /** Python: it stands in a loop that asks this again and again, and nobody can tell from the text how long that holds. */
  readonly asks?: Place
}

/** All facts of one program. Lists are in the order of the source. */
export interface SourceFacts {
  readonly language: 'ts' | 'py'
  /** Set where the source cannot be parsed; all lists are then empty. */
  readonly fault: SyntaxFault | null
  readonly means: readonly Means[]
  readonly launches: readonly Launch[]
  /** Pauses for a fixed time in what main runs: `time.sleep`, a promise over `setTimeout`. */
  readonly sleeps: readonly Sleep[]
  /** Places that read the standard input: `input()`, `readline` over `process.stdin`. */
  readonly readsInput: readonly Place[]
  /** Results taken in the order of completion: `imap_unordered`, `as_completed`, a push into the results on every message. */
  readonly unordered: readonly Place[]
  /** Results of a pool that are asked for when its workers have been ended, by leaving its block or by `terminate()`. */
  readonly askedTooLate?: readonly Place[]
  /** Work that main does itself by mistake: `p.run()`, `Process(target=f())`. */
  readonly ranByMain: readonly Place[]
  /** A wait that is named but never called: `p.join` without parentheses. */
  readonly uncalled: readonly Place[]
  /** Python: a start that is named but never called: `p.start` without parentheses. */
  readonly unstarted?: readonly Place[]
  /** Python: waits that main never comes to, since it does not get past `last`. */
  readonly unreached?: readonly (Place & { readonly last: Place })[]
  /**
   * Python: waits for something of which the text does not show what it is: a process, a pool, or something else. TypeScript: calls of something of which the
   * text does not show whether it waits for the process, or for the promise, that it is given.
   */
  readonly strangeWaits?: readonly (Place & { readonly of: Launch['kind'] })[]
  readonly dropped?: readonly Dropped[]
  /** Waits that do not hold main back until the last process has ended. */
  readonly unheld?: readonly Unheld[]
  /** TypeScript: loops that ask again and again and never let the event loop turn. */
  readonly blocking?: readonly Place[]
  /** TypeScript: calls of `process.exit()` that main comes to when it is their turn, whatever it listens for. */
  readonly leaves?: readonly Place[]
  /** TypeScript: listeners for the end of a process that are put up only when another one's end has been awaited. */
  readonly late?: readonly Place[]
  /** Python: starts processes outside of `if __name__ == '__main__':`. Always null for TypeScript. */
  readonly unguarded: Place | null
  /** Memory that processes share on purpose (`Array`, `Value`, `shared_memory`): results that travel this way leave no message in the record. */
  readonly sharedMemory?: readonly Place[]
  /** False where the code that workers run surely leaves nothing in such memory. */
  readonly workersStore?: boolean
  /** What main surely prints, in the order of the run, as far as the source alone tells: "?" stands for what only a run can tell. TypeScript: outside of loops. */
  readonly prints?: readonly Print[]
  /**
   * Every place where main may print to the standard output; one of which nothing is known has no words, and is not `own`. Looked for when it is asked: it takes
   * as long as everything else, and only a pool's results need it.
   */
  readonly printings?: () => readonly Printing[]
}

/** The facts of a program of which nothing is told yet; the reader of each language adds the lists that are its own. */
export const nothingTold = {
  fault: null,
  means: [],
  launches: [],
  sleeps: [],
  readsInput: [],
  unordered: [],
  ranByMain: [],
  uncalled: [],
  prints: [],
  unguarded: null,
} satisfies Omit<SourceFacts, 'language'>
