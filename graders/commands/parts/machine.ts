import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import type { Machine, Part, Python, System } from '../../report/doctor.ts'
import { messageOf } from '../../core/errors.ts'
import { isClean } from '../../core/process.ts'
import { temporaryFolder } from '../../home.ts'
import { executableIn, foldersOfPath } from '../../process/executable.ts'
import { toldIn } from '../../process/proc.ts'
import { findPython } from '../../process/python.ts'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { defaultLimits } from '../../process/limits.ts'
import { runProgram } from '../../process/run.ts'

/** Looks at what this machine offers. Every part is tried, not only looked for. */
export const lookAtMachine = async (): Promise<Machine> => {
  const [python, tracing, noSandbox] = await Promise.all([pythonHere(), tryTracing(), sandboxProblem()])
  return {
    system: systemHere(),
    node: { version: process.versions.node, path: process.execPath },
    python,
    tracing,
    noSandbox,
    cores: availableParallelism(),
  }
}

const pythonHere = async (): Promise<Python | null> => {
  const found = await findPython()
  return found === null ? null : { ...found, typed: ['python3', 'python'].map(onPath).find((path) => path !== null) ?? found.path }
}

/** Runs `true` exactly as a learner's program is run under the kernel's witness. */
const tryTracing = async (): Promise<Part> => {
  const path = onPath('strace')
  if (path === null) return { state: 'missing' }
  const record = temporaryFolder('doctor-')
  try {
    const program = { command: ['true'], cwd: record, env: { PATH: process.env['PATH'] ?? '' }, record }
    const { trace } = await runProgram(program, 'kernel', { ...defaultLimits, timeoutMs: 5_000 })
    return isClean(trace.processes[0]?.exit ?? null)
      ? { state: 'works', path, version: await versionOf(path) }
      : { state: 'fails', path, reason: 'it ran a program and did not see it end' }
  } catch (error) {
    return { state: 'fails', path, reason: firstLine(messageOf(error)) }
  } finally {
    rmSync(record, { recursive: true, force: true })
  }
}

const run = promisify(execFile)

const versionOf = async (file: string): Promise<string> => {
  const { stdout } = await run(file, ['-V'], { timeout: 5_000 }).catch(() => ({ stdout: '' }))
  return /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? 'unknown version'
}

const firstLine = (text: string): string => text.trim().split('\n')[0]!

/** The file that a command's name stands for, as a shell would find it. */
const onPath = (name: string): string | null => executableIn(foldersOfPath(process.env['PATH']), name)

const systemHere = (): System => {
  if (process.platform === 'darwin') return 'macos'
  if (process.platform !== 'linux') return 'other'
  const release = toldIn('/etc/os-release')
  const families = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)/gm)].flatMap(([, words]) => words!.split(' '))
  if (families.some((family) => family === 'debian' || family === 'ubuntu')) return 'debian'
  return families.some((family) => family === 'fedora' || family === 'rhel') ? 'fedora' : 'linux'
}
