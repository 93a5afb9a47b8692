import { readPython } from '../../source/python.ts'

/** Reads programs of one file that begin with the same lines. */
export const beginningWith = (prelude: string) => {
  const read = (program: string) => readPython([{ path: 'q6.py', text: prelude + program }], 'q6.py')
  /** What is said of each launch: `end`, `results`, or `-` where nothing waits for every process. */
  const waits = (program: string): string =>
    read(program)
      .launches.map(({ wait }) => wait?.for ?? '-')
      .join(' ')
  return { read, waits }
}

/** Starts four processes. */
export const FOUR = 'ps = [Process(target=f, args=(i,)) for i in range(4)]\nfor p in ps: p.start()\n'
