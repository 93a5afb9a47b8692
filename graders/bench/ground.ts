/** What the measures stand on: a copy of the project that nobody works in, and the loader that learners use without the kit. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../core/errors.ts'
import { home } from '../home.ts'

/** Where the bench keeps what it needs. */
const benchFolder = join(home, 'node_modules', '.cache', 'joinery-bench')

/** A copy of the project in which the solutions and the model answers stand in place of the stubs; its packages are this project's. */
export const solvedProject = (): string => {
  const project = join(benchFolder, 'project')
  rmSync(project, { recursive: true, force: true })
  for (const name of ['package.json', 'graders', 'solutions', 'answers', 'exercises'])
    cpSync(join(home, name), join(project, name), { recursive: true })
  for (const name of ['solutions', 'answers']) cpSync(join(home, name), join(project, 'exercises'), { recursive: true })
  mkdirSync(join(project, 'node_modules'))
  for (const name of readdirSync(join(home, 'node_modules')).filter((name) => name !== '.cache'))
    symlinkSync(join(home, 'node_modules', name), join(project, 'node_modules', name), 'junction')
  addScript(join(project, 'package.json'))
  return project
}

const addScript = (file: string): void => {
  const about = JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> }
  writeFileSync(file, JSON.stringify({ ...about, scripts: { ...about.scripts, empty: '' } }))
}

/** A folder with the solutions, in which `npx tsx` is at hand. It is installed once, for the bench alone, and no script of its packages is run. */
export const folderWithTsx = (): string => {
  const folder = join(benchFolder, 'tsx')
  if (!existsSync(join(folder, 'node_modules', '.bin', 'tsx'))) installTsx(folder)
  cpSync(join(home, 'solutions'), join(folder, 'solutions'), { recursive: true })
  return folder
}

const installTsx = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}')
  try {
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', 'tsx@4'], { cwd: folder, stdio: 'pipe' })
  } catch (error) {
    throw new UsageError(`tsx, to compare with, could not be installed: ${error instanceof Error ? error.message.split('\n')[0] : ''}`)
  }
}
