import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ProcessExit } from '../../core/process.ts'
import { probeReports, probed, readProbes, withSteadyPython } from '../../process/probes.ts'
import { straceReader } from '../../process/strace.ts'

/** A program of one or more files, the first of them its start. */
export type Files = Readonly<Record<string, string>>

export interface Ended {
  readonly stdout: string
  readonly stderr: string
  readonly exit: ProcessExit
}

const collected = (command: readonly string[], env: Readonly<Record<string, string>>, cwd: string) =>
  new Promise<Ended>((resolve, reject) => {
    const child = spawn(command[0] ?? '', command.slice(1), {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
      killSignal: 'SIGKILL',
    })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => (said.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (said.stderr += text))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ ...said, exit: signal ? { signal } : { code: code ?? 0 } }))
  })

/** The interpreter itself: a version manager's shim in front of it would add its shells to the processes. */
const python = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).stdout.trim()

const commandFor = (start: string) => (start.endsWith('.py') ? [python, start] : [process.execPath, start])

const clean = { PATH: process.env['PATH'] ?? '', PYTHONUNBUFFERED: '1' }

/** Runs a program in a folder of its own and throws the folder away. */
const inFolder = async <Result>(files: Files, use: (folder: string, log: string) => Promise<Result>) => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-probe-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const log = join(folder, 'log of the probes')
    mkdirSync(log)
    return await use(folder, log)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The folder is another one in every run: what a program says of it must not be. */
const anonymous = (folder: string, { stdout, stderr, exit }: Ended): Ended => ({
  stdout: stdout.replaceAll(folder, '.'),
  stderr: stderr.replaceAll(folder, '.'),
  exit,
})

type Environment = Readonly<Record<string, string>>

const first = (files: Files) => Object.keys(files)[0] ?? ''

export const runPlainly = (files: Files, extra: Environment = {}) =>
  inFolder(files, async (folder) =>
    anonymous(folder, await collected(commandFor(first(files)), withSteadyPython({ ...clean, ...extra }), folder)),
  )

/** Runs a program with the probes and reads what they told. */
export const runProbed = (files: Files, extra: Environment = {}) =>
  inFolder(files, async (folder, log) => {
    const { command, env } = probed(commandFor(first(files)), { ...clean, ...extra }, log)
    const ended = await collected(command, env, folder)
    return { ...anonymous(folder, ended), events: readProbes(probeReports(log), ended.exit) }
  })

const traced = 'trace=process,write,writev,sendto,sendmsg,bind'
const strace = ['strace', '-f', '-y', '--seccomp-bpf', '-q', '-ttt', '-e', traced, '-s', '65536', '-o', 'strace.log']

/** Runs a program with the probes while the kernel keeps its record, so that each can be held against the other. */
export const runWitnessedTwice = (files: Files) =>
  inFolder(files, async (folder, log) => {
    const { command, env } = probed([...strace, ...commandFor(first(files))], clean, log)
    const { exit } = await collected(command, env, folder)
    const reader = straceReader()
    const kernel = [...reader.push(readFileSync(join(folder, 'strace.log'), 'latin1')), ...reader.end()]
    return { kernel, runtime: readProbes(probeReports(log), exit) }
  })
