/**
 * Makes the kit's source into one file that V8 can keep its compilation of: hundreds of small modules cost a start more than all that it does.
 * Small packages that a start waits for go in with them; all others stay where they are and are loaded when they are asked for.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { transformSync } from 'oxc-transform'
import { rolldown } from 'rolldown'
import { around, kitFile } from './code-cache.cjs'

/** What is started by itself: the command line, the process that judges a class, and one that measures the reader of answers. */
const entries = { cli: 'cli.ts', worker: 'classroom/worker.ts', 'first-answer': 'bench/first-answer.ts' }

const takenIn = /^(?:commander|picocolors|vscode-jsonrpc\/node|fast-[\w-]+|path-expression-matcher|xml-naming|@lezer\/\w+)$/

/** `files` are the paths in `graders` and their bytes; nothing is read again, so that what is compiled is what was given. */
export const compile = async (graders, files, target) => {
  for (const [path, bytes] of files) {
    if (path.endsWith('.ts')) continue
    put(join(target, path), bytes)
    if (ofPrograms.test(path)) openToAll(join(target, path))
  }
  const bundle = await rolldown({
    input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(graders, path)])),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !isAbsolute(id) && !takenIn.test(id),
    plugins: [given(graders, new Map(files))],
  })
  const names = { entryFileNames: '[name]', chunkFileNames: 'part-[hash]' }
  // Where V8's compilation was kept, `import()` does not work, and `require()` of an ES module does.
  const { output } = await bundle.generate({ format: 'cjs', dynamicImportInCjs: false, ...names }).catch(tellFault)
  put(join(target, kitFile), kitOf(output))
  for (const [name, path] of Object.entries(entries)) put(join(target, path.replace(/\.ts$/, '.js')), starterOf(name, path))
}

/** Whoever changes the kit reads what does not compile, and where. */
const tellFault = ({ message, errors = [] }) => {
  const [what] = stripVTControlCharacters(errors[0]?.message ?? message).split('\n')
  throw Object.assign(new Error(what.replace(/^\[\w+\] /, '')), { code: 'KIT_SOURCE' })
}

/**
 * The parts one after another, and in the first line where each of them stands. Whatever is no ASCII is written as an escape: half the memory, and read
 * faster.
 */
const kitOf = (parts) => {
  const places = {}
  const texts = []
  let [from, line] = [0, 1]
  for (const { fileName, code } of parts) {
    const text = `${around.join(`\n${inAscii(code)}`)}\n`
    places[`./${fileName}`] = [from, from + text.length, line]
    texts.push(text)
    from += text.length
    line += text.split('\n').length - 1
  }
  return `//${JSON.stringify(places)}\n${texts.join('')}`
}

/** A backslash in front of such a sign says nothing of its own, and would take the escape's away. */
const inAscii = (code) =>
  code.replace(
    /(\\*)([^\0-\x7f])/g,
    (_, slashes, unit) => `${slashes.slice(slashes.length % 2)}\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The file of an entry lies where its source does, and may be started by itself. */
const starterOf = (name, path) => {
  const up = path.includes('/') ? '..' : '.'
  return `const { startKit } = require('${up}/startup/code-cache.cjs')
const { join } = require('node:path')
startKit(join(__dirname, '${up}'), process.env.JOINERY_CACHE, '${name}')
`
}

const put = (file, content) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

/** What learners' programs read. In the sandbox of a root they run as an account that is nobody's, and whoever installs the kit may leave others nothing (`umask 077`). */
const ofPrograms = /^process\/probes\//

const openToAll = (file) => {
  chmodSync(file, 0o644)
  chmodSync(dirname(file), 0o755)
}

/** The kit's own modules, each of which still finds the files beside it by `import.meta.url`. */
const given = (graders, files) => ({
  name: 'kit',
  load: (id) => {
    const path = relative(graders, id).replaceAll('\\', '/')
    const bytes = files.get(path)
    if (bytes === undefined) return null
    const { code, errors } = transformSync(path, bytes.toString(), { define: { 'import.meta.url': '__place' } })
    if (errors.length > 0) throw new Error(`${placeOf(errors[0], path)}: ${errors[0].message}`)
    const place = code.includes('__place') ? `const __place = new URL('${path.replace(/\.ts$/, '.js')}', import.meta.url).href;\n` : ''
    return { code: place + code, moduleType: 'js' }
  },
})

/** Such as `graders/q3.ts:75:11`. */
const placeOf = ({ codeframe }, path) => `graders/${/,-\[(.+:\d+:\d+)\]/.exec(codeframe ?? '')?.[1] ?? path}`
