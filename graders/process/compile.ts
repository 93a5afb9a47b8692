import { spawnSync } from 'node:child_process'
import { type TransformOptions, transformSync } from 'oxc-transform'
import { home } from '../home.ts'

/** A program without its types, and where it came from; `null` for what cannot be compiled. */
export interface Compiled {
  readonly code: string
  readonly map: ReturnType<typeof transformSync>['map']
}

const options: TransformOptions = { sourcemap: true, target: 'es2025' }

/**
 * The compiler calls itself once for every level of nesting, and an overflow of its stack ends the whole process. It fails between 4,000
 * and 8,000 levels, which so few symbols cannot reach, and nobody writes more for an exercise: what has more is compiled in a process of
 * its own.
 */
const fewSymbols = 4000

/** Takes the types out of a program; `path` tells its language. `null` for what cannot be compiled. */
export const compile = (path: string, text: string): Compiled | null => {
  if (symbolsIn(text) > fewSymbols) return compileApart(path, text)
  const { code, map, errors } = transformSync(path, text, options)
  return errors.length > 0 ? null : { code, map }
}

const symbolsIn = (text: string): number => {
  const symbol = /\w+|[^\s\w]/g
  let count = 0
  while (count <= fewSymbols && symbol.test(text)) count += 1
  return count
}

const script = `import { transformSync } from 'oxc-transform'
let text = ''
for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
const { code, map, errors } = transformSync(process.argv[1], text, JSON.parse(process.argv[2]))
process.stdout.write(JSON.stringify(errors.length > 0 ? null : { code, map }))`

const longestMs = 20_000

const compileApart = (path: string, text: string): Compiled | null => {
  const args = ['--input-type=module', '-e', script, path, JSON.stringify(options)]
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: home,
    env: {},
    input: text,
    encoding: 'utf8',
    timeout: longestMs,
    maxBuffer: 256 * 1024 * 1024,
  })
  return status === 0 && stdout !== '' ? (JSON.parse(stdout) as Compiled | null) : null
}
