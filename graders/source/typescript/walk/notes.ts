/** What a walk through a program notes by the way, and what the conclusions are drawn from. */
import type { ts } from 'ts-morph'
import type { MeansKind, Print } from '../../facts.ts'
import { Counters } from '../waits/counters.ts'
import type { Ref, Start } from '../values/things.ts'
import type { Promised, Push, Wish } from '../waits/waiting.ts'
import { nowhere } from '../values/values.ts'

/** The notes of one walk. */
export class Notes {
  /** The functions that were met, and those that were called. */
  readonly closures: Ref[] = []
  readonly visited = new Set<ts.Node>()
  /** The functions that do something beyond waiting: they print, start a process, or resolve a promise, themselves or by what they call. */
  readonly telling = new Set<ts.Node>()
  readonly starts: Start[] = []
  readonly counters = new Counters()
  /** Stands for every worker that `cluster.fork()` starts. */
  readonly cluster: Start
  readonly means: { readonly node: ts.Node; readonly kind: MeansKind; readonly name: string }[] = []
  readonly wishes: Wish[] = []
  readonly promises: Promised[] = []
  readonly pushes: Push[] = []
  /** Statements of conditions: those that main may carry out, and those that it does not when it comes by. */
  readonly taken = new Set<ts.Node>()
  readonly left = new Set<ts.Node>()
  /** What is surely printed to the standard output, once. */
  readonly prints: Print[] = []
  readonly readsInput = new Set<ts.Node>()
  /** Loops that ask for the end of a process, or for nothing at all, and in which nothing is awaited. */
  readonly blocking = new Set<ts.Node>()
  /** Calls of `process.exit()` that main comes to when it is their turn, and not because something has happened. */
  readonly leaves = new Set<ts.Node>()
  /** Questions about several processes that the end of the first decides, asked again and again. */
  readonly firstEnds = new Set<ts.Node>()
  /** Listeners for the end of a process that may come too late. */
  readonly late = new Set<ts.Node>()
  /** Loops that hand on a promise from round to round, and have none to begin with. */
  readonly carried = new Set<ts.Node>()
  /** What is handed to somebody of whom nothing is known, and where. */
  readonly handedOn: { readonly node: ts.Node; readonly ref: Ref }[] = []
  /** Processes that are awaited as if they were promises. */
  readonly mistaken: { readonly node: ts.Node; readonly start: Start }[] = []

  constructor(program: ts.Node) {
    this.cluster = {
      kind: 'start',
      node: program,
      means: 'process',
      clustered: true,
      birth: nowhere,
      count: null,
      fields: new Map(),
      letGo: null,
    }
  }
}
