import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { home } from '../../home.ts'
import type { ClassRecord } from '../../classroom/record.ts'
import { fixtures } from '../grading.ts'
import { scratch } from '../scratch.ts'

/** A class made of the kit's own fixtures and answers: for each learner, which file is the answer to which question. */
export const classFrom = (learners: Readonly<Record<string, Readonly<Record<string, string>>>>, root = scratch()): string => {
  for (const [name, answers] of Object.entries(learners))
    for (const [file, from] of Object.entries(answers)) {
      const path = join(root, 'class', name, file)
      mkdirSync(dirname(path), { recursive: true })
      if (from.startsWith('text:')) writeFileSync(path, from.slice(5))
      else copyFileSync(from.startsWith('answers/') || from.startsWith('solutions/') ? join(home, from) : join(fixtures, from), path)
    }
  return root
}

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly pid: number
  readonly kill: (signal: NodeJS.Signals) => void
  readonly ended: Promise<Ended>
  /** How many submissions it has told of. */
  readonly told: () => number
  /** Comes true when this does, or when the command has ended. */
  readonly until: (isSo: () => boolean) => Promise<void>
}

/** Starts the command as a user would. */
export const startGrade = (root: string, ...options: readonly string[]): Started => {
  const args = [join(home, 'graders', 'start.cjs'), 'grade', join(root, 'class'), '--out', join(root, 'out'), ...options]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
  const ended = new Promise<Ended>((resolve) => child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })))
  const told = (): number => stderr.match(/^\[/gm)?.length ?? 0
  const until = async (isSo: () => boolean): Promise<void> => {
    while (child.exitCode === null && child.signalCode === null && !isSo()) await delay(10)
  }
  return { pid: child.pid!, kill: (signal) => child.kill(signal), ended, told, until }
}

/** A program that begins and does not go on until it is let: whatever is done to a run until then is done while it grades. */
export interface Held {
  readonly text: string
  /** How often it was begun. */
  readonly begun: () => number
  readonly letGo: () => void
}

/** Right in every fact, as an answer in Python to the question about one process. */
export const heldProgram = (): Held => {
  const folder = scratch()
  const [begun, free] = [join(folder, 'begun'), join(folder, 'free')]
  writeFileSync(begun, '')
  const text = `text:import os, time
from multiprocessing import Process

def child():
    print('said by the child')

if __name__ == '__main__':
    os.write(os.open(${JSON.stringify(begun)}, os.O_WRONLY | os.O_APPEND), b'x')
    while os.path.exists(${JSON.stringify(folder)}) and not os.path.exists(${JSON.stringify(free)}):
        time.sleep(0.02)
    p = Process(target=child)
    p.start()
    p.join()
    print('said by the parent')
`
  return { text, begun: () => statSync(begun).size, letGo: () => writeFileSync(free, '') }
}

export const grade = (root: string, ...options: readonly string[]): Promise<Ended> => startGrade(root, ...options).ended

export const outFile = (root: string, name: string): string => readFileSync(join(root, 'out', name), 'utf8')

/** The whole lines of the results, whatever stands behind the last of them. */
export const records = (root: string): ClassRecord[] =>
  outFile(root, 'results.jsonl')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as ClassRecord)

/** The results to the byte, but for times: those in the record of a run, and those in sentences. */
export const withoutTimes = (root: string): string =>
  outFile(root, 'results.jsonl')
    .replaceAll(/"(durationMs|startedMs|endedMs|reapedMs|atMs)":[\d.]+/g, '"$1":0')
    .replaceAll(/\b\d+(\.\d+)? (ms|s)\b/g, 'some $2')
