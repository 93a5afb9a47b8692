import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { home } from '../../home.ts'
import { execute } from '../../process/execute.ts'
import { findPython } from '../../process/python.ts'
import { answerAt, explained, fixtures, graderOf, notPassed } from '../grading.ts'
import { processesOver } from '../process/living.ts'
import { type Hostile, hoarders } from './programs.ts'

/**
 * What a suite of hostile programs stands on: a temporary folder of its own, how everything stands before and now, and how an honest program runs alone.
 * Nothing is run where `problem` says why nothing can be.
 */
export const standing = async (problem: string | null) => {
  const { temporary, remove } = await ownTemporaryFolder()
  afterAll(remove)
  const now = () => ({ processes: processesOver(temporary), ...surroundings(temporary) })
  return { before: problem === null ? now() : null, now, alone: problem === null ? await honestRun() : null }
}

/** A folder in which this test alone has its temporary files: what is left there was left by the kit. */
const ownTemporaryFolder = async () => {
  const before = { TMPDIR: process.env['TMPDIR'], PATH: process.env['PATH'] }
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'hostile-')))
  chmodSync(temporary, 0o711)
  process.env['TMPDIR'] = temporary
  const python = await findPython()
  if (python !== null) process.env['PATH'] = `${dirname(python.path)}${delimiter}${process.env['PATH']}`
  return { temporary, remove: () => putBack(before, temporary) }
}

const putBack = (before: NodeJS.ProcessEnv, temporary: string): void => {
  for (const [name, value] of Object.entries(before))
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  rmSync(temporary, { recursive: true })
}

/** Grades a hostile program as an answer to the question about one process: what was seen of it, and what should have been. */
export const gradedHostile = async (name: string, { failing, timeoutMs = 20_000 }: Hostile) => {
  const result = await graderOf('q3').grade(answerAt(join(fixtures, 'hostile', name), 'q3'), { timeoutMs, sandbox: true })
  const because = explained(result)
  const breach = /BREACH.*/.exec(`${result.run?.stdout}${result.run?.stderr}`)?.[0]
  return {
    seen: { failing: notPassed(result), because, hoards: result.run?.stopped?.why === 'memory', breach },
    deserved: { failing, because, hoards: hoarders.includes(name), breach: undefined },
  }
}

/** What an honest program's run looks like, whoever ran before or beside it. */
export const honestRun = async () => {
  const { exit, stopped, stdout, stderr, trace } = await execute(answerAt(join(home, 'solutions', 'q3.py'), 'q3'), {
    timeoutMs: 20_000,
    sandbox: true,
  })
  return { exit, stopped, stdout, stderr, processes: trace.processes.map(({ role, exit, pid }) => ({ role, exit, pid })) }
}

const guarded = ['answers', 'exercises', 'graders', 'solutions', 'package.json', 'node_modules/tinypool', 'node_modules/workerpool']
const places = [
  '/',
  '/dev',
  '/dev/shm',
  '/etc',
  '/home',
  '/mnt',
  '/opt',
  '/root',
  '/run',
  '/tmp',
  '/usr',
  '/usr/bin',
  '/usr/local',
  '/var/tmp',
]

/** The state of what no program may touch: the project, file by file; files of the programs' in the host's folders; what is left in the temporary folder. */
const surroundings = (temporary: string) => ({
  project: guarded.flatMap((name) => states(join(home, name))).join('\n'),
  breaches: [...places, homedir(), process.cwd(), dirname(home)].filter((place) => existsSync(join(place, 'joinery-breach'))),
  temporary: readdirSync(temporary),
})

const states = (path: string): string[] => {
  const status = statSync(path, { throwIfNoEntry: false })
  if (status === undefined) return [`${path} gone`]
  const own = `${path} ${status.mode} ${status.isDirectory() ? '' : `${status.size} ${status.mtimeMs}`}`
  return status.isDirectory() ? [own, ...readdirSync(path).flatMap((name) => states(join(path, name)))] : [own]
}
