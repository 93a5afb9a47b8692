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
  if (symbolsIn(text) > fewSymbols) return apart(script, [path, JSON.stringify(options)], text)
  const { code, map, errors } = transformSync(path, text, options)
  if (errors.length > 0) return null
  return needsMore.test(text) ? (byTypeScript(text) ?? { code, map }) : { code, map }
}

/** What Node does not know and the compiler leaves as it is: decorators, and `export =` in a file of imports. */
const needsMore = /^[ \t]*(?:export[ \t]*=(?!=)|@[\w(][^\n]*$)/m

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

/** What a script of the kit's makes of a text, in a process of its own; `null` where it fails. */
const apart = (own: string, more: readonly string[], text: string): Compiled | null => {
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', own, ...more], {
    cwd: home,
    env: {},
    input: text,
    encoding: 'utf8',
    timeout: longestMs,
    maxBuffer: 256 * 1024 * 1024,
  })
  return status === 0 && stdout !== '' ? (JSON.parse(stdout) as Compiled | null) : null
}

/** TypeScript itself knows more, and takes longer to load than most programs to run. */
const typeScriptsOwn = `import { createRequire } from 'node:module'
const require = createRequire(createRequire(import.meta.resolve('ts-morph')).resolve('@ts-morph/common'))
const ts = require('./typescript.js')
let text = ''
for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
const compilerOptions = { target: ts.ScriptTarget.ES2022, sourceMap: true, ...JSON.parse(process.argv[1]) }
const { outputText, sourceMapText, diagnostics } = ts.transpileModule(text, { compilerOptions, reportDiagnostics: true })
const code = outputText.replace(/^\\/\\/# sourceMappingURL=.*$/m, '')
process.stdout.write(JSON.stringify(diagnostics.length > 0 ? null : { code, map: JSON.parse(sourceMapText) }))`

/** The numbers are TypeScript's own for CommonJS and for the newest form of modules. */
const byTypeScript = (text: string): Compiled | null => {
  const module = /^[ \t]*export[ \t]*=(?!=)/m.test(text) ? 1 : 99
  return apart(typeScriptsOwn, [JSON.stringify({ module, esModuleInterop: true, experimentalDecorators: isOldDecorator.test(text) })], text)
}

/** Who writes a decorator by the older proposal, which a setting of TypeScript allows, says what it gets: a target, a key and a descriptor. */
const isOldDecorator =
  /\bPropertyDescriptor\b|\breflect-metadata\b|:\s*(?:any|object|Function|Object)\s*,\s*\w+\s*\??:\s*(?:string|any|symbol|PropertyKey)\b/
