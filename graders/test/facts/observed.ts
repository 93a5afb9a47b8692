import type { Execution, TracedProcess } from '../../core/process.ts'
import { type ProgramEvidence, evidenceOf } from '../../facts/evidence.ts'
import { readPython } from '../../source/python.ts'
import { readTypeScript } from '../../source/typescript.ts'
import { execution } from '../report/builder.ts'

/** What was observed of a program in Python whose run is told by hand. */
export const evidence = (text: string, processes: readonly TracedProcess[], run: Partial<Execution> = {}): ProgramEvidence => {
  const files = [{ path: 'q6.py', text }]
  const answer = { exercise: 'q6', language: 'py', entry: 'q6.py', files } as const
  return evidenceOf(answer, execution(processes, run), readPython(files, 'q6.py'))
}

/** The same of one in TypeScript. */
export const evidenceInTypeScript = (text: string, processes: readonly TracedProcess[], run: Partial<Execution> = {}): ProgramEvidence => {
  const files = [{ path: 'q3.ts', text }]
  const answer = { exercise: 'q3', language: 'ts', entry: 'q3.ts', files } as const
  return evidenceOf(answer, execution(processes, run), readTypeScript(files, 'q3.ts'))
}

/** The first two lines of these programs. */
export const imports = 'from multiprocessing import Process, Pool\nfrom threading import Thread\n'
