import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { home } from '../home.ts'

/** What a command printed and how it ended. */
export interface Told {
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
}

interface Setting {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** The kit that is run, where it is not this one. */
  readonly project?: string
  /** A command in front of the kit's. */
  readonly behind?: readonly string[]
}

/** Runs the kit's command line as a process of its own, with no colours and nothing typed. */
export const joinery = (args: readonly string[], { env = {}, cwd = home, project = home, behind = [] }: Setting = {}): Promise<Told> =>
  new Promise((resolve, reject) => {
    const [file, ...rest] = [...behind, process.execPath, join(project, 'graders', 'start.cjs'), ...args]
    const child = spawn(file!, rest, { cwd, env: { ...process.env, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => (said.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (said.stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...said, code }))
  })
