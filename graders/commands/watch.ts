import { join } from 'node:path'
import picocolors from 'picocolors'
import { UsageError } from '../core/errors.ts'
import { home } from '../home.ts'
import { graders } from '../index.ts'
import { type Loop, type Surface, drive } from '../study/drive.ts'
import { notesOf } from '../study/notes.ts'
import { tell } from '../study/plain.ts'
import { draw, furthest } from '../study/screen.ts'
import { type Terminal, openTerminal } from '../study/terminal.ts'
import { nearest } from './nearest.ts'

export interface WatchOptions {
  /** Seconds. */
  readonly timeout: number
  readonly color: boolean
}

/** The loop for learning alone. Returns the exit code: 0 when the learner ended it, 130 when somebody else did. */
export const watch = async (first: string | undefined, options: WatchOptions): Promise<number> => {
  if (first !== undefined) requireQuestion(first)
  let code = 0
  let loop: Loop | null = null
  const early: string[] = []
  const folder = join(home, 'exercises')
  const palette = picocolors.createColors(options.color && picocolors.isColorSupported)
  const setting = {
    folder,
    graders,
    notes: notesOf(graders, (remark) => (loop === null ? early.push(remark) : loop.send({ kind: 'told', notice: remark }))),
    timeoutMs: options.timeout * 1000,
    first: first?.toLowerCase(),
  }
  const interrupt = () => {
    code = 130
    loop?.quit()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, interrupt)
  const terminal = isTerminal() ? onTerminal(() => loop, palette) : null
  try {
    loop = await drive(terminal?.surface ?? plainly(palette), setting)
    if (code !== 0) loop.quit()
    for (const notice of early) loop.send({ kind: 'told', notice })
    setImmediate(() => void warm().catch(loop!.quit))
    await loop.over
    return code
  } finally {
    terminal?.close()
    for (const name of signals) process.off(name, interrupt)
  }
}

const requireQuestion = (word: string): void => {
  const ids = graders.map(({ exercise }) => exercise.id)
  if (ids.includes(word.toLowerCase())) return
  const near = nearest(word.toLowerCase(), ids)
  throw new UsageError(`there is no question "${word}": ${near === null ? `the questions are ${ids.join(', ')}` : `did you mean ${near}?`}`)
}

/** Both ends must be a terminal that can move its cursor. */
const isTerminal = (): boolean => process.stdin.isTTY && process.stdout.isTTY && process.env['TERM'] !== 'dumb'

const onTerminal = (
  loop: () => Loop | null,
  palette: ReturnType<typeof picocolors.createColors>,
): { surface: Surface; close: () => void } => {
  const terminal: Terminal = openTerminal(process.stdin, process.stdout, {
    onKey: (key) => loop()?.send({ kind: 'key', key }),
    onResize: () => loop()?.send({ kind: 'resized', size: terminal.size() }),
    onResume: () => loop()?.send({ kind: 'resized', size: terminal.size() }),
    onGone: () => loop()?.quit(),
  })
  const surface: Surface = {
    size: terminal.size,
    suspend: terminal.suspend,
    show: (_before, _event, after) => {
      const state = after.scroll === 0 ? after : { ...after, scroll: Math.min(after.scroll, furthest(after, palette)) }
      terminal.show(draw(state, palette))
      return state
    },
  }
  return { surface, close: terminal.close }
}

const plainly = (palette: ReturnType<typeof picocolors.createColors>): Surface => {
  const columns = Math.max(60, process.stdout.columns || 80)
  return {
    size: () => ({ rows: Infinity, columns }),
    suspend: () => undefined,
    show: (before, event, after) => {
      for (const line of tell(before, event, after, { columns, palette })) console.log(line)
      return after
    },
  }
}

/** Loads what a verdict needs, so that the first save need not wait for it. */
const warm = async (): Promise<void> => {
  await import('../process/execute.ts')
  await import('../source/typescript.ts')
  await import('../source/python.ts')
}
