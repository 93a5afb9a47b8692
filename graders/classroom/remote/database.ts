/** The connection to the queue's database: patient with a database that is away for a while, plain about one that is not there at all. */
import { setTimeout as delay } from 'node:timers/promises'
import { Pool, type QueryResultRow } from 'pg'
import { UsageError, codeOf, messageOf } from '../../core/errors.ts'
import { placeOf, withoutPasswords } from './address.ts'

/** One statement after the other, on one connection. */
export type Query = <R extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<R[]>

/** An open database. */
export interface Database {
  readonly pool: Pool
  /** Host and name, without a password. */
  readonly place: string
  /** Both go on when the database is back, however long it was away. What they are given may therefore be done twice. */
  readonly query: Query
  readonly transaction: <Outcome>(work: (query: Query) => Promise<Outcome>) => Promise<Outcome>
  readonly close: () => Promise<void>
}

/** How to wait for a database that is away. */
export interface Patience {
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined
  /** Told once each time that the database went away. */
  readonly onAway?: ((why: string) => void) | undefined
}

/** How long a statement may take before the connection counts as cut. */
const statementMs = 60_000

/** Opens the database. Throws a `UsageError` where it cannot be reached now. */
export const openDatabase = async (address: string, size: number, patience: Patience = {}): Promise<Database> => {
  const place = placeOf(address)
  const pool = new Pool({
    connectionString: address,
    max: size,
    application_name: 'joinery',
    connectionTimeoutMillis: 10_000,
    // A network that was cut leaves connections behind that answer nothing any more: they are noticed, and not kept.
    query_timeout: statementMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    maxLifetimeSeconds: 600,
  })
  // Whoever uses a connection learns of its end by the statement that fails.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const once = <Outcome>(work: (query: Query) => Promise<Outcome>) => withClient(pool, work)
  const patiently = <Outcome>(work: () => Promise<Outcome>) => retried(work, place, patience)
  try {
    await once((query) => query('select 1'))
  } catch (error) {
    await pool.end()
    throw told(error, place)
  }
  return {
    pool,
    place,
    query: (text, values) => patiently(() => once((query) => query(text, values))),
    transaction: (work) => patiently(() => once((query) => inTransaction(query, work))),
    close: () => pool.end(),
  }
}

/** A connection that something went wrong with is not used again. */
const withClient = async <Outcome>(pool: Pool, work: (query: Query) => Promise<Outcome>): Promise<Outcome> => {
  const client = await pool.connect()
  try {
    const outcome = await work(async <R extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await client.query<R>({ text, values: [...values] })
      return rows
    })
    client.release()
    return outcome
  } catch (error) {
    client.release(true)
    throw error
  }
}

const inTransaction = async <Outcome>(query: Query, work: (query: Query) => Promise<Outcome>): Promise<Outcome> => {
  await query('begin')
  const outcome = await work(query)
  await query('commit')
  return outcome
}

const retried = async <Outcome>(work: () => Promise<Outcome>, place: string, { signal, onAway }: Patience): Promise<Outcome> => {
  for (let wait = 100; ; wait = Math.min(wait * 2, 5000)) {
    signal?.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (!mayPass(error)) throw told(error, place)
      // At the third failure: a short break is nobody's concern.
      if (wait === 400) onAway?.(told(error, place).message)
      await delay(wait, undefined, { signal })
    }
  }
}

/** Cut, restarted, overloaded, or two transactions in each other's way: none of it lasts. */
const mayPass = (error: unknown): boolean => {
  const code = codeOf(error)
  if (/^(?:08...|57P0[1-5]|53300|40001|40P01)$/.test(code)) return true
  if (/^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(?:HOST|NET)(?:UNREACH|DOWN)|ENOTFOUND|EAI_AGAIN|ENOENT)$/.test(code))
    return true
  const message = error instanceof Error ? error.message : ''
  return /Connection terminated|timeout e(?:xceeded when trying to connect|xpired)|Query read timeout|Client (?:has encountered a connection error|was closed)|establishing an SSL connection/.test(
    message,
  )
}

const lacksPassword = 'it asks for a password, and none was given. It can stand in JOINERY_QUEUE, or in ~/.pgpass.'

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers there. Is PostgreSQL running, and are host and port right?',
  ENOENT: 'nobody answers there. Is PostgreSQL running?',
  ENOTFOUND: 'there is no machine of that name.',
  EAI_AGAIN: 'the name of the machine cannot be looked up just now.',
  '28P01': 'the user or the password is not right. A password can stand in JOINERY_QUEUE, or in ~/.pgpass.',
  '28000': 'this user may not come in from here (pg_hba.conf).',
  '3D000': 'there is no such database: make it with createdb.',
  '42501': 'this user may not do that there: the queue needs a database of its own (createdb --owner=USER).',
  '53300': 'it has too many connections: raise max_connections, or start fewer workers.',
  '57P03': 'it is starting up, or shutting down.',
}

/** What went wrong with the database, in one line, without a password. */
const told = (error: unknown, place: string): Error => {
  if (error instanceof UsageError) return error
  const code = codeOf(error)
  const message = messageOf(error)
  // The driver's own words for it, which bear no code.
  const known = /client password must be/.test(message) ? lacksPassword : reasons[code]
  const reason = known ?? withoutPasswords(message || code).replaceAll(/\s*\n\s*/g, ' ')
  return new UsageError(`the queue at ${withoutPasswords(place)}: ${reason}`)
}
