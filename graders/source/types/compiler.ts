/** TypeScript's own compiler, as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { setPriority } from 'node:os'
import { dirname, join } from 'node:path'

/** How long anybody waits for it. */
export const limitMs = 20_000

/** Where the compiler lies, and beside it what a learner's program may import. */
const packageFolder = (): string => dirname(require.resolve('typescript/package.json'))

const require = createRequire(import.meta.url)

/** Everything that the compiler may find besides the answers. */
export const packages = (): string => dirname(packageFolder())

/** The compiler itself. The script in front of it starts Node once more, which takes as long as the compiler. */
const compilerCommand = (): string[] => {
  try {
    const platform = createRequire(require.resolve('typescript/package.json')).resolve(
      `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
    )
    return [join(dirname(platform), 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc')]
  } catch {
    return [process.execPath, join(packageFolder(), 'bin', 'tsc')]
  }
}

/** The program that is being judged comes first. */
const afterOthers = 10

/** Words that stand in front of a command and narrow what it sees; it is to see these folders. */
export type Narrowing = (folders: readonly string[]) => readonly string[]

interface Start {
  readonly folder: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly reads: 'ignore' | 'pipe'
  readonly narrow: Narrowing | undefined
}

/** Starts it in a folder. Whoever ends it ends whatever it started, too. It follows any import, so that what strangers wrote must not show it more than there is for them. */
export const startCompiler = ({ folder, args, env, reads, narrow }: Start): ChildProcess => {
  const [file, ...rest] = [...(narrow?.([packages(), folder]) ?? []), ...compilerCommand(), ...args]
  const child = spawn(file!, rest, {
    cwd: folder,
    detached: true,
    stdio: [reads, 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], ...env },
  })
  if (child.pid !== undefined) yieldTo(child.pid)
  return child
}

/** How the compiler is asked. */
export interface Asked {
  readonly signal?: AbortSignal | undefined
  /** For strangers' answers; without it the compiler sees what the kit sees. */
  readonly narrow?: Narrowing | undefined
}

/** It lives too briefly for collecting its garbage to pay. */
const brief = { GOGC: 'off', GOMEMLIMIT: '400MiB' }

/** What the compiler prints; nothing when it was stopped. */
export const compile = (folder: string, settings: string, { signal, narrow }: Asked): Promise<string> =>
  new Promise((resolve) => {
    const args = ['--pretty', 'false', '--project', settings]
    const child = startCompiler({ folder, args, env: brief, reads: 'ignore', narrow })
    const stop = () => endCompiler(child)
    const timer = setTimeout(stop, limitMs)
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted) stop()
    const finish = (text: string) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      resolve(text)
    }
    const pieces: Buffer[] = []
    child.stdout?.on('data', (piece: Buffer) => pieces.push(piece))
    child.on('error', () => finish(''))
    child.on('close', (code) => finish(code === null ? '' : Buffer.concat(pieces).toString()))
  })

const yieldTo = (pid: number): void => {
  try {
    setPriority(pid, afterOthers)
  } catch {
    // It has ended by itself in the meantime, or may not be told so.
  }
}

/** Ends the compiler and what it has started. */
export const endCompiler = ({ pid }: ChildProcess): void => {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has ended by itself in the meantime.
  }
}

/** The line of a message that tells most: the first, but where that only says that no way of calling something fits, the last, which says what does not. */
export const telling = ([first = '', ...rest]: readonly string[]): string =>
  (/^No overload matches this call\.?$/.test(first) ? rest.at(-1)?.trim() : null) || first
