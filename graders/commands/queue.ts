import { counted } from '../core/english.ts'
import { takeAddress } from '../classroom/remote/address.ts'
import type { Database } from '../classroom/remote/database.ts'
import { thisKit } from '../classroom/kit.ts'
import { renderQueueStatus } from '../report/queue-status.ts'
import { visible } from '../report/visible.ts'

/** What was typed behind `npm run queue`. */
export interface QueueOptions {
  readonly queue?: string
  /** How old what is purged must be at least. */
  readonly days: number
}

/** What can be done with a queue as a whole. */
export type QueueAction = 'status' | 'retry' | 'purge'

/** Looks at a queue, or tidies it. Returns the exit code. */
export const queue = async (action: QueueAction, options: QueueOptions): Promise<number> => {
  const address = takeAddress(options.queue, process.env)
  process.title = 'joinery queue'
  const [{ openDatabase }, { migrate }] = await Promise.all([
    import('../classroom/remote/database.ts'),
    import('../classroom/remote/schema.ts'),
  ])
  const database = await openDatabase(address, 2)
  try {
    await migrate(database)
    process.stdout.write(await actions[action](database, options))
    return 0
  } finally {
    await database.close()
  }
}

const actions: Readonly<Record<QueueAction, (database: Database, options: QueueOptions) => Promise<string>>> = {
  status: async (database) => renderQueueStatus(await (await keep()).statusOf(database), thisKit().digest),
  retry: async (database) => {
    const names = await (await keep()).retryAll(database)
    return names.length === 0 ? 'Nothing was set aside.\n' : `${names.map((name) => `${visible(name)} waits again.`).join('\n')}\n`
  },
  purge: async (database, { days }) => {
    const { submissions, waiting, blobs } = await (await keep()).purge(database, days)
    return `Taken away: ${counted(submissions, 'result')}, ${counted(waiting, 'submission')} that waited, ${counted(blobs, 'file')}.\n`
  },
}

const keep = () => import('../classroom/remote/keep.ts')
