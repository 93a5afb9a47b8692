import { availableParallelism, hostname } from 'node:os'
import { takeAddress } from '../classroom/remote/address.ts'
import { thisKit } from '../classroom/kit.ts'
import { UsageError } from '../core/errors.ts'
import { pythonAtHand } from '../process/python-at-hand.ts'
import { points } from '../report/words.ts'
import { visible } from '../report/visible.ts'
import { onInterrupt } from './parts/interrupt.ts'
import { requireSandbox } from './parts/require-sandbox.ts'

/** What was typed behind `npm run worker`. */
export interface WorkerOptions {
  readonly queue?: string
  readonly jobs?: number
  readonly unsandboxed?: boolean
  /** Seconds. */
  readonly heartbeat: number
}

/** One Ctrl-C comes twice: from the terminal, and passed on by npm. */
const sameSignalMs = 1000

/** How long what is running may take to be stopped and given back. */
const givingBackMs = 15_000

/** Takes jobs from a queue until it is told to stop. Returns the exit code: 0, also when it was stopped by a signal. */
export const worker = async ({ queue, jobs = availableParallelism(), unsandboxed, heartbeat }: WorkerOptions): Promise<number> => {
  const address = takeAddress(queue, process.env)
  process.title = 'joinery worker'
  const sandbox = unsandboxed !== true
  if (sandbox) await requireSandbox('; or add --unsandboxed, and this worker takes only what was handed in with --unsandboxed, too')
  const [{ openDatabase }, { migrate }, { work }] = await Promise.all([
    import('../classroom/remote/database.ts'),
    import('../classroom/remote/schema.ts'),
    import('../classroom/remote/work.ts'),
  ])
  const stop = listen()
  const database = await openDatabase(address, 4, { signal: stop.giveUp, onAway: (why) => say(`${why} Waiting for it.`) })
  try {
    await migrate(database)
    const kit = thisKit()
    const tools = await toolsHere()
    say(`at work on ${database.place}, ${jobs} at once, kit ${kit.version} (${kit.digest}), ${sandbox ? 'in the sandbox' : 'unsandboxed'}.`)
    const onJudged: Parameters<typeof work>[1]['onJudged'] = (judged, { entry }) => {
      const who = entry.students.map(({ name }) => name).join(', ')
      say(
        'record' in judged
          ? `${who}: ${points(judged.record.score)}/${points(judged.record.max)}`
          : `${who}: ${judged.fault.split('\n')[0]}`,
      )
    }
    await work(database, { name, jobs, sandbox, kit, tools, heartbeat, drain: stop.drain, halt: stop.halt, onJudged })
    say(stop.halt.aborted ? 'stopped; what was running has been given back.' : 'stopped; what was running has been finished.')
    return 0
  } catch (error) {
    if (!stop.giveUp.aborted) throw error
    throw new UsageError('stopped. The queue could not be told; it gives what was running to others after a while.')
  } finally {
    stop.forget()
    await database.close()
  }
}

const toolsHere = async (): Promise<string> => {
  const python = await pythonAtHand().truth
  return `Node ${process.versions.node}, ${python === null ? 'no Python' : `Python ${python.version}`}`
}

/** Two workers of one machine are told apart by their processes. */
const name = `${hostname()} (process ${process.pid})`

const say = (words: string): void => console.error(`joinery worker ${name}: ${visible(words)}`)

/** The first signal drains, the second halts; where the database is away then, it is not waited for. */
const listen = () => {
  const [drain, halt, giveUp] = [new AbortController(), new AbortController(), new AbortController()]
  let since = 0
  const onSignal = () => {
    if (!drain.signal.aborted) {
      say('finishes what is running and takes no more. Once more stops it at once.')
      since = performance.now()
      drain.abort()
    } else if (!halt.signal.aborted && performance.now() - since > sameSignalMs) {
      halt.abort()
      setTimeout(() => giveUp.abort(), givingBackMs).unref()
    }
  }
  return { drain: drain.signal, halt: halt.signal, giveUp: giveUp.signal, forget: onInterrupt(onSignal) }
}
