/**
 * Starts the kit. Node 20 cannot run TypeScript by itself, and a loader costs every start. So the kit is compiled once
 * (`startup/make.mjs`), and a change to any grader takes effect at the next command. Reading the whole source and the whole compilation at
 * every start would take longer than many a command: so a file whose state on the disk is the same as at the last reading counts as
 * unchanged (`startup/standing.cjs`). What every start goes through is CommonJS, which Node has at hand: its loader of ES modules would cost a
 * third of Node's own start.
 */
const { existsSync, rmSync } = require('node:fs')
const path = require('node:path')

const home = path.dirname(__dirname)
const kept = path.join(home, 'node_modules', '.cache', 'joinery')

/** Everything that is kept from one start to the next lies in one folder. `--fresh` goes by an empty one, and leaves nothing of it. */
const isFresh = process.argv.includes('--fresh')
const cache = isFresh ? path.join(kept, `fresh-${process.pid}`) : kept
process.env['JOINERY_CACHE'] = cache
if (isFresh) process.once('exit', () => rmSync(cache, { recursive: true, force: true, maxRetries: 3 }))

/** Each line of Node learnt at its own time to load an ES module by `require()`, which the compiled kit does (`startup/compile.mjs`): all from 23 on can. */
const firstMinor = { 20: 19, 22: 12 }

const tooOld = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const first = firstMinor[major]
  return first === undefined ? major < 23 : minor < first
}

const onlyMake = '--only-make'

/** In a process of its own: what the compiler takes up would stay with whatever is started here, and a class may take hours. */
const makeElsewhere = () => {
  const { spawnSync } = require('node:child_process')
  const argv = [__filename, onlyMake, cache]
  return spawnSync(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

/** The digest of the kit that then lies ready; `null` where none could be made, and somebody has said why. */
const made = async (folder, elsewhere) => (await import('./startup/make.mjs')).madeKit(home, folder, elsewhere)

const run = (digest) => {
  const { startKit } = require('./startup/code-cache.cjs')
  if (digest === null) process.exitCode = 2
  else startKit(path.join(cache, digest), cache, 'cli')
}

/** Who has just fetched the kit, and not what it needs, or may not write where it lies, reads one line that says what to do. */
const sayWhatIsMissing = (error) => {
  const words = wordsFor(error)
  if (words === null) throw error
  console.error(`joinery: ${words}`)
  process.exitCode = 2
}

const wordsFor = ({ code, message, path: place = '' }) => {
  if (code === 'KIT_SOURCE') return `the kit does not compile. ${message}`
  if (code === 'ERR_MODULE_NOT_FOUND' && !existsSync(path.join(home, 'node_modules', 'commander', 'package.json')))
    return `what the kit needs is not installed yet. In the folder ${home} type:  npm ci`
  if (!place.startsWith(kept)) return null
  const doWhat =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'the disk is full, make room'
      : `copy the folder ${home} to a place of your own, or have its owner run  npm run check  in it once, and leave --fresh out`
  return `the kit could not be made ready in ${kept} (${code}): ${doWhat}`
}

/**
 * How V8 grades a class. Most of what is read of a submission is soon garbage, and V8, left to itself, collects it late. So the room for
 * young objects keeps its size, the heap grows by half at most before a collection, and the kit can ask for one (`classroom/reclaim.ts`).
 * These flags are set here, so that they hold without npm, too; the script `grade` of package.json adds the one that only counts at the
 * start of a process (`process/v8.ts`).
 */
const lean = ['--semi-space-growth-factor=1', '--heap-growing-percent=50', '--expose-gc']

const start = () => {
  if (tooOld()) {
    console.error(
      `joinery needs Node 20.19, 22.12 or newer, and this is ${process.versions.node}: install a current Node from https://nodejs.org`,
    )
    process.exitCode = 2
    return
  }
  const [, , word, folder] = process.argv
  if (word === 'grade') for (const flag of lean) require('node:v8').setFlagsFromString(flag)
  const { noted } = require('./startup/standing.cjs')
  const digest = word === onlyMake ? null : noted(home, cache)
  if (digest !== null) run(digest)
  else if (word === onlyMake) made(folder, null).catch(sayWhatIsMissing)
  else made(cache, makeElsewhere).then(run).catch(sayWhatIsMissing)
}

start()
