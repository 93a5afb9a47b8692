import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'

/** A database server of the test's own. */
export interface Server {
  readonly port: number
  /** The address of a database, the password in it. */
  readonly address: (database: string) => string
  readonly stop: (how?: 'fast' | 'immediate') => Promise<void>
  readonly start: () => Promise<void>
  readonly sql: (text: string, database?: string) => string
  readonly remove: () => Promise<void>
}

export const password = 'geh?heim/42 %'

/** Debian keeps the server's programs out of the path. */
const folders = (): string[] => {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)]
}

const found = folders().find((folder) => existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb')))

/** Why there is no server to test with, or null. */
export const noPostgres = found === undefined ? 'PostgreSQL is not installed here (Debian: apt install postgresql)' : null

/** PostgreSQL refuses to run as root. */
const owner = (): { uid: number; gid: number } | object => {
  if (process.getuid?.() !== 0) return {}
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** Debian's package makes a user for the server; elsewhere it is nobody. */
const idOf = (option: '-u' | '-g'): number => Number(spawnSync('id', [option, 'postgres']).stdout.toString() || 65_534)

const bin = (name: string): string => join(found!, name)

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** A server for the tests of a suite: started before the first of them, and taken away after the last. */
export const suiteServer = (): Server => {
  const server = {} as Server
  beforeAll(async () => void Object.assign(server, await startPostgres()), 60_000)
  afterAll(() => server.remove())
  return server
}

/** Makes a server in a scratch folder and starts it. */
const startPostgres = async (): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-postgres-'))
  const as = owner()
  if ('uid' in as) chownSync(folder, as.uid, as.gid)
  writeFileSync(join(folder, 'password'), password, { mode: 0o644 })
  const data = join(folder, 'data')
  const options = ['-U', 'joinery', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`, '-E', 'UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(bin('initdb'), ['-D', data, ...options], { ...as, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const port = await freePort()
  let server: ChildProcess | null = null
  const start = async (): Promise<void> => {
    const flags = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`].flatMap((each) => ['-c', each])
    server = spawn(bin('postgres'), ['-D', data, '-p', String(port), ...flags], { ...as, cwd: folder, stdio: 'ignore' })
    while (spawnSync(bin('pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status !== 0) await delay(50)
  }
  const stop = async (how: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    const stopping = server
    if (stopping === null) return
    const gone = new Promise((resolve) => stopping.once('exit', resolve))
    stopping.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await gone
    server = null
  }
  await start()
  const address = (database: string) => `postgres://joinery:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  return {
    port,
    address,
    start,
    stop,
    sql: (text, database = 'postgres') => {
      const ran = spawnSync(bin('psql'), ['-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-c', text, address(database)], {
        encoding: 'utf8',
      })
      if (ran.status !== 0) throw new Error(`psql: ${ran.stderr}`)
      return ran.stdout.trim()
    },
    remove: async () => {
      await stop('immediate')
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
