/** The queue, as a run over a class uses it. */
import type { Pool } from '../pool.ts'
import { openDatabase } from './database.ts'
import { openRemotePool, remoteJobs, type Remote } from './follow.ts'
import { migrate } from './schema.ts'

/** The queue, for a run over a class. */
export interface Queue {
  /** Hands everything in, and says how many results may be waited for at once. */
  readonly openPool: (
    work: Omit<Remote, 'onIdle'> & { readonly signal: AbortSignal },
  ) => Promise<{ readonly pool: Pool; readonly jobs: number }>
  readonly close: () => Promise<void>
}

/** Reaches the database and makes its tables where there are none. `say` is for what the user should know while waiting. */
export const openQueue = async (address: string, say: (words: string) => void): Promise<Queue> => {
  const ended = new AbortController()
  const database = await openDatabase(address, 3, { signal: ended.signal, onAway: (why) => say(`${why} Waiting for it.`) })
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return {
    openPool: ({ signal, ...work }) => {
      signal.addEventListener('abort', () => ended.abort(), { once: true })
      return Promise.resolve({ pool: openRemotePool(database, { ...work, onIdle: say }), jobs: remoteJobs })
    },
    close: async () => {
      ended.abort()
      await database.close()
    },
  }
}
