/**
 * Makes the kit's source into a few files that Node loads as they are: hundreds of small modules cost a start more than all that it does.
 * Small packages that every start needs go in with them; all others stay where they are and are loaded when they are asked for.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { transformSync } from 'oxc-transform'
import { rolldown } from 'rolldown'

/** What is started by its own file: the command line, and the process that judges a class. */
const entries = { 'cli.js': 'cli.ts', 'classroom/worker.js': 'classroom/worker.ts' }

const takenIn = /^(?:commander|picocolors|fast-[\w-]+|@lezer\/\w+)$/

/** `files` are the paths in `graders` and their bytes; nothing is read again, so that what is compiled is what was given. */
export const compile = async (graders, files, target) => {
  for (const [path, bytes] of files) if (!path.endsWith('.ts')) put(join(target, path), bytes)
  const names = Object.keys(entries)
  const bundle = await rolldown({
    input: Object.fromEntries(names.map((name, index) => [`entry-${index}`, join(graders, entries[name])])),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !isAbsolute(id) && !takenIn.test(id),
    plugins: [given(graders, new Map(files))],
  })
  await bundle.write({ dir: target, entryFileNames: '[name].js', chunkFileNames: 'part-[hash].js' })
  for (const [index, name] of names.entries())
    put(join(target, name), `import '${'../'.repeat(name.split('/').length - 1) || './'}entry-${index}.js'\n`)
}

const put = (file, content) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

/** The kit's own modules, each of which still finds the files beside it by `import.meta.url`. */
const given = (graders, files) => ({
  name: 'kit',
  load: (id) => {
    const path = relative(graders, id).replaceAll('\\', '/')
    const bytes = files.get(path)
    if (bytes === undefined || !path.endsWith('.ts')) return null
    const { code, errors } = transformSync(path, bytes.toString(), { define: { 'import.meta.url': '__place' } })
    if (errors.length > 0) throw new Error(`graders/${path} does not compile: ${errors[0].message}`)
    const place = code.includes('__place') ? `const __place = new URL('${path.replace(/\.ts$/, '.js')}', import.meta.url).href;\n` : ''
    return { code: place + code, moduleType: 'js' }
  },
})
