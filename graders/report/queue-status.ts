/** How a queue stands, for whoever keeps it. */
import { counted } from '../core/english.ts'
import { visible } from './visible.ts'

/** How a queue stands. */
export interface QueueStatus {
  readonly place: string
  /** By kit, and by whether the programs run in the sandbox. */
  readonly work: readonly {
    readonly kit: string
    readonly sandbox: boolean
    readonly waiting: number
    readonly running: number
    readonly done: number
    readonly setAside: number
  }[]
  /** Finished within the last minutes. */
  readonly recent: { readonly count: number; readonly minutes: number }
  readonly workers: readonly {
    readonly host: string
    readonly kit: string
    readonly version: string
    /** What runs the programs there; empty where a worker did not say. */
    readonly tools: string
    readonly sandbox: boolean
    readonly jobs: number
    readonly running: number
    readonly upSeconds: number
    readonly silentSeconds: number
    readonly lost: boolean
  }[]
  /** For a person to look at: the first of them. */
  readonly setAside: readonly { readonly name: string; readonly log: string }[]
}

/** `kit` is the digest of this kit: what belongs to another one says so. */
export const renderQueueStatus = ({ place, work, recent, workers, setAside }: QueueStatus, kit: string): string => {
  const several = work.length > 1 || work.some((each) => each.kit !== kit)
  const lines = [
    ` queue     ${visible(place)}`,
    ...(work.length === 0 ? [' work      nothing has been handed in'] : work.map((each) => workLine(each, several, kit))),
    ...speedLines(work, recent),
    ...(workers.length === 0
      ? [' workers   none: start some with npm run worker']
      : workers.map((each, index) => workerLine(each, index, kit))),
    ...differLines(workers.filter((worker) => worker.kit === kit && !worker.lost)),
    ...setAside.flatMap(({ name, log }) => [` look at   ${visible(name)}`, ...log.trim().split('\n').slice(0, 6).map(logLine)]),
    ...(setAside.length > 0 ? ['           npm run queue -- retry puts them back.'] : []),
  ]
  return `${lines.join('\n')}\n`
}

type Work = QueueStatus['work'][number]

const workLine = ({ kit, sandbox, waiting, running, done, setAside }: Work, several: boolean, own: string): string => {
  const counts = ` work      ${waiting} waiting, ${running} running, ${done} done, ${setAside} set aside`
  const whose = several
    ? `  (${kit === own ? 'this kit' : `another kit, ${visible(kit)}`}, ${sandboxWords(sandbox)})`
    : sandbox
      ? ''
      : '  (unsandboxed)'
  return counts + whose
}

const sandboxWords = (sandbox: boolean): string => (sandbox ? 'in the sandbox' : 'unsandboxed')

const speedLines = (work: readonly Work[], { count, minutes }: QueueStatus['recent']): string[] => {
  if (count === 0) return []
  const rate = count / minutes
  const open = work.reduce((sum, { waiting, running }) => sum + waiting + running, 0)
  const left = open === 0 ? 'nothing is left' : `about ${durationWords((open / rate) * 60)} left`
  return [` speed     ${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a minute over the last ${durationWords(minutes * 60)}; ${left}`]
}

const workerLine = (worker: QueueStatus['workers'][number], index: number, own: string): string => {
  const { host, kit, version, sandbox, jobs, running, upSeconds, silentSeconds, lost } = worker
  const words = [
    `${running} of ${jobs} running`,
    sandboxWords(sandbox),
    `kit ${visible(version)}${kit === own ? '' : `, another one (${visible(kit)})`}`,
    `up ${durationWords(upSeconds)}`,
    ...(lost ? [`LOST, silent for ${durationWords(silentSeconds)}`] : []),
  ]
  return ` ${index === 0 ? 'workers' : '       '}   ${visible(host)}: ${words.join(', ')}`
}

/** Whoever gets which submission is chance: it should not matter. */
const differLines = (workers: QueueStatus['workers']): string[] => {
  const kinds = [...new Set(workers.map(({ tools }) => tools).filter((tools) => tools !== ''))]
  if (kinds.length < 2) return []
  const whose = (kind: string) => [...new Set(workers.filter(({ tools }) => tools === kind).map(({ host }) => host))].join(', ')
  return [
    ' differ    what a program does may depend on which worker runs it: give all of them the same Node and Python.',
    ...kinds.map((kind) => `           ${visible(`${kind}: ${whose(kind)}`)}`),
  ]
}

const logLine = (line: string): string => `           ${visible(line)}`

/** As exact as a guess can be. */
const durationWords = (seconds: number): string => {
  if (seconds < 100) return `${Math.round(seconds)} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  const hours = Math.round(seconds / 360) / 10
  return hours < 48 ? `${hours} h` : counted(Math.round(hours / 24), 'day')
}
