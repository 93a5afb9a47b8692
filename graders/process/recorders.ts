import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import type { Witness } from '../core/process.ts'
import type { ProcessEvent } from './events.ts'
import { straceReader } from './strace.ts'

/** A command that runs a learner's program, and where. */
export interface Program {
  readonly command: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** A folder for the witness's record, out of the program's way. */
  readonly record: string
}

/** A witness at work on one run: how the program is started under it, and what it has seen since it was last asked. */
export interface Recorder {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly read: () => readonly ProcessEvent[]
  /** What was still held back, once the run is over. */
  readonly end: () => readonly ProcessEvent[]
}

/** Calls that make, end, replace and collect processes; that write; and that serve a local socket. Everything else runs untraced, at full speed. */
const traced = 'trace=fork,vfork,clone,clone3,execve,exit_group,wait4,waitid,write,writev,sendto,sendmsg,bind'

/** No string within the output limit is ever cut (bytes). */
const longestString = 1024 * 1024

/**
 * The kernel's record, by strace. `--seccomp-bpf` stops the program only at the calls that are traced. Signals must not be left out altogether:
 * strace tells a death by a signal (`+++ killed by`) only for the signals that it reports.
 */
const kernelRecorder = ({ command, env, record }: Program): Recorder => {
  const log = join(record, 'strace.log')
  const options = ['-f', '--seccomp-bpf', '-q', '-ttt', '-e', traced, '-e', 'signal=!SIGCHLD', '-s', String(longestString), '-o', log]
  const reader = straceReader()
  const tail = tailOf(log)
  return {
    command: ['strace', ...options, '--', ...command],
    env,
    read: () => reader.push(tail()),
    end: () => [...reader.push(tail()), ...reader.end()],
  }
}

/** Reads what was added to a growing file since the last call; nothing while the file does not exist. */
const tailOf = (file: string): (() => string) => {
  const decoder = new StringDecoder('latin1')
  const buffer = Buffer.allocUnsafe(256 * 1024)
  let position = 0
  return () => {
    let text = ''
    const fd = open(file)
    if (fd === null) return text
    for (
      let length = readSync(fd, buffer, 0, buffer.length, position);
      length > 0;
      length = readSync(fd, buffer, 0, buffer.length, position)
    ) {
      text += decoder.write(buffer.subarray(0, length))
      position += length
    }
    closeSync(fd)
    return text
  }
}

const open = (file: string): number | null => {
  try {
    return openSync(file, 'r')
  } catch {
    return null
  }
}

/** Sets a witness to work on one run. */
export const recorderFor = (witness: Witness, program: Program): Recorder => {
  if (witness === 'kernel') return kernelRecorder(program)
  throw new Error('the runtime witness is not there yet')
}
