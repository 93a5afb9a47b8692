import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { UsageError } from '../core/errors.ts'
import type { Interpreter } from '../core/options.ts'

/** The Python that would run if the learner typed `python3`. */
export type Python = Interpreter

const ask = 'import sys; print(sys.executable, ".".join(map(str, sys.version_info[:3])), sys.prefix, sys.base_prefix, sep="\\n")'

/** Finds Python 3 by the names that people type; `null` where none runs. */
export const findPython = async (): Promise<Python | null> => {
  for (const name of process.platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python']) {
    const found = await tryPython(name)
    if (found !== null) return found
  }
  return null
}

/** A Python that was looked for. @throws UsageError where there is none. */
export const requirePython = (python: Python | null): Python => {
  if (python === null) throw new UsageError('Python 3 was not found: `npm run doctor` says how to get it')
  return python
}

const tryPython = async (name: string): Promise<Python | null> => {
  try {
    const { stdout } = await promisify(execFile)(name, ['-c', ask], { timeout: 10_000 })
    const [path, version, ...prefixes] = stdout.trim().split(/\r?\n/)
    return path !== undefined && version?.startsWith('3.') === true ? { path, version, prefixes: [...new Set(prefixes)] } : null
  } catch {
    return null
  }
}
