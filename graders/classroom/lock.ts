/** One run at a time for one folder of results. The system holds the lock and lets go of it however the run ends. */
import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { UsageError } from '../core/errors.ts'

/** A folder of results that no other run writes to. */
export interface Lock {
  readonly release: () => Promise<void>
}

/**
 * Takes the lock of a folder that exists.
 *
 * @throws UsageError where another run writes to it.
 */
export const lockFolder = async (folder: string): Promise<Lock> => {
  const address = addressOf(await realpath(folder))
  const server = (await listen(address)) ?? (await listenAfterDeath(address))
  if (server === null) throw new UsageError(`another run is writing to ${folder}: wait until it has ended, or give another --out.`)
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** A name that nobody sees: a socket in Linux's abstract space, a pipe's name on Windows, a file in the folder for such things elsewhere. */
const addressOf = (folder: string): string => {
  const name = `joinery-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\?\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

const listen = (address: string): Promise<Server | null> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(address, () => resolve(server.unref()))
  })

/** A socket that is a file outlives its owner: where nobody answers, it is taken over. */
const listenAfterDeath = async (address: string): Promise<Server | null> => {
  if (!address.endsWith('.sock') || (await isAnswered(address))) return null
  rmSync(address, { force: true })
  return listen(address)
}

const isAnswered = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address, () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
  })
