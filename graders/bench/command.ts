/** Commands as a user would give them, and what they cost. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { home } from '../home.ts'

/** What a command cost, in seconds; `cpu` is that of the user and of the system, of all processes that it started and waited for. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
}

/** A command, and where it is run. */
export interface Command {
  readonly argv: readonly string[]
  readonly cwd: string
  /** Exit codes that are as good as 0: a check that does not pass ends with 1. */
  readonly allowed?: readonly number[]
}

/** The same few variables on both sides of every ratio: what happens to be set in a shell (more certificates for Node, say) costs every start. */
export const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  LANG: 'C.UTF-8',
  NO_COLOR: '1',
})

/** Grades what lies in `class` in a folder, two submissions at once, by what `npm run grade` gives to Node. */
export const gradeCommand = (folder: string): Command => {
  const { scripts } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { scripts: { grade: string } }
  const [, ...script] = scripts.grade.split(' ')
  return { argv: [process.execPath, ...script, join(folder, 'class'), '--out', join(folder, 'grades'), '--jobs', '2'], cwd: home }
}

/** The shell adds up what its children, and theirs, have cost. */
const script = '"$@" >/dev/null; code=$?; times; exit $code'

/** Runs a command to its end, its output thrown away. */
export const costOf = async ({ argv, cwd, allowed = [] }: Command): Promise<Cost> => {
  const started = performance.now()
  const child = spawn('sh', ['-c', script, 'sh', ...argv], { cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject))
  const wall = (performance.now() - started) / 1000
  if (code !== 0 && !allowed.includes(code ?? -1))
    throw new Error(`${argv.join(' ')} ended with ${code}: ${said.stderr.trim().slice(-2000)}`)
  return { wall, cpu: cpuIn(said.stdout) }
}

/** The second line of `times` is of the children: `0m1.230s 0m0.040s`. */
const cpuIn = (times: string): number =>
  [
    ...times
      .trim()
      .split('\n')
      .at(-1)!
      .matchAll(/(\d+)m([\d.]+)s/g),
  ].reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
