/** What a save costs in the loop: the time from the save to the verdict, next to what the program alone takes. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { home } from '../home.ts'
import { findPython } from '../process/python.ts'
import { toModule } from '../process/transpile.ts'
import { costOf, environment } from './command.ts'
import { type BenchOptions, type Figure, alternate, ratio } from './figures.ts'
import { solvedProject } from './ground.ts'

const measure = 'watch'
const programs = ['q3.ts', 'q5.ts', 'q6.ts', 'q3.py', 'q5.py', 'q6.py'] as const

/** The loop as a process of its own, warm: it has judged each program once before anything is measured. */
export const saves = async ({ runs, tell }: BenchOptions): Promise<Figure[]> => {
  const project = solvedProject()
  const loop = openLoop(project)
  const python = await findPython()
  try {
    await loop.verdict('q3')
    const figures: Figure[] = []
    for (const file of programs.filter((name) => name.endsWith('.ts') || python !== null)) {
      tell(`a save of ${file}`)
      const bare = file.endsWith('.ts') ? [process.execPath, compiled(project, file)] : [python!.path, join(home, 'solutions', file)]
      const sides = await alternate(
        { ours: () => saved(loop, project, file), bare: async () => (await costOf({ argv: bare, cwd: project })).wall },
        runs,
      )
      figures.push(ratio({ measure, name: `save of ${file} ÷ the bare program`, target: { atMost: 1.5 } }, sides.ours, sides.bare))
    }
    return figures
  } finally {
    loop.close()
  }
}

interface Loop {
  /** Comes true with the next verdict on a question. */
  readonly verdict: (id: string) => Promise<void>
  readonly close: () => void
}

/** Without a terminal the loop prints a verdict for every save. */
const openLoop = (project: string): Loop => {
  const argv = [join(project, 'graders', 'start.cjs'), 'watch', 'q3']
  const child = spawn(process.execPath, argv, { cwd: project, env: environment(), stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  let heard: (() => void) | null = null
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    heard?.()
  })
  return {
    verdict: (id) =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null) => reject(new Error(`the loop ended with ${code}: ${said.slice(-2000)}`))
        child.once('close', ended)
        heard = () => {
          if (!new RegExp(`^ ${id} .*[✔✘]$`, 'm').test(said)) return
          child.off('close', ended)
          said = ''
          resolve()
        }
        heard()
      }),
    close: () => void child.kill(),
  }
}

/** Longer than what the loop does when the verdict is there: nobody saves so soon again, and it must not disturb the other side. */
const restMs = 1_500

/** Saves a program, each time with another text, and waits for the verdict. In seconds. */
const saved = async (loop: Loop, project: string, file: string): Promise<number> => {
  const remark = `${file.endsWith('.py') ? '#' : '//'} ${performance.now()}\n`
  const text = readFileSync(join(home, 'solutions', file), 'utf8')
  const started = performance.now()
  writeFileSync(join(project, 'exercises', file), text + remark)
  await loop.verdict(file.slice(0, 2))
  const seconds = (performance.now() - started) / 1000
  await delay(restMs)
  return seconds
}

/** The program as plain Node runs it. */
const compiled = (project: string, file: string): string => {
  const { path, code } = toModule({ path: file, text: readFileSync(join(home, 'solutions', file), 'utf8') })
  const folder = join(project, 'bare')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, path), code)
  return join(folder, path)
}
