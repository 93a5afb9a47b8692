/** TypeScript's own compiler, as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { setPriority } from 'node:os'
import { dirname, join } from 'node:path'

/** How long anybody waits for it. */
export const limitMs = 20_000

/** Where the compiler lies, and beside it what a learner's program may import. */
export const packageFolder = (): string => dirname(require.resolve('typescript/package.json'))

const require = createRequire(import.meta.url)

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

/** Starts it in a folder. Whoever ends it ends whatever it started, too. */
export const startCompiler = (folder: string, args: readonly string[], env: NodeJS.ProcessEnv, reads: 'ignore' | 'pipe'): ChildProcess => {
  const [file, ...first] = compilerCommand()
  const child = spawn(file!, [...first, ...args], {
    cwd: folder,
    detached: true,
    stdio: [reads, 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], ...env },
  })
  if (child.pid !== undefined) yieldTo(child.pid)
  return child
}

/** It lives too briefly for collecting its garbage to pay. */
const brief = { GOGC: 'off', GOMEMLIMIT: '400MiB' }

/** What the compiler prints; nothing when it was stopped. */
export const compile = (folder: string, settings: string, signal: AbortSignal | undefined): Promise<string> =>
  new Promise((resolve) => {
    const child = startCompiler(folder, ['--pretty', 'false', '--project', settings], brief, 'ignore')
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

export const endCompiler = ({ pid }: ChildProcess): void => {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has ended by itself in the meantime.
  }
}
