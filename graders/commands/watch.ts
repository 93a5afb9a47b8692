import { graders } from '../index.ts'
import type { Palette, Screen } from '../report/layout.ts'
import { type Loop, type Surface, drive } from '../study/drive.ts'
import { exercisesFolder } from '../study/exercises.ts'
import { notesOf } from '../study/notes.ts'
import { tell } from '../study/plain.ts'
import { draw, furthest } from '../study/screen.ts'
import { type Terminal, openTerminal } from '../study/terminal.ts'
import { onInterrupt } from './parts/interrupt.ts'
import { graderNamed } from './parts/questions.ts'
import { screenHere } from './parts/screen.ts'

/** What was typed behind `npm run watch`. */
export interface WatchOptions {
  /** Seconds. */
  readonly timeout: number
  readonly color: boolean
}

/** The loop for learning alone. Returns the exit code: 0 when the learner ended it, 130 when somebody else did. */
export const watch = async (first: string | undefined, options: WatchOptions): Promise<number> => {
  let code = 0
  let loop: Loop | null = null
  const early: string[] = []
  const screen = screenHere(options.color)
  const setting = {
    folder: exercisesFolder,
    graders,
    notes: notesOf(graders, (remark) => (loop === null ? early.push(remark) : loop.send({ kind: 'told', notice: remark }))),
    timeoutMs: options.timeout * 1000,
    first: first === undefined ? undefined : graderNamed(first).exercise.id,
  }
  const forget = onInterrupt(() => {
    code = 130
    loop?.quit()
  })
  const terminal = isTerminal() ? onTerminal(() => loop, screen.palette) : null
  try {
    loop = await drive(terminal?.surface ?? plainly(screen), setting)
    if (code !== 0) loop.quit()
    for (const notice of early) loop.send({ kind: 'told', notice })
    setImmediate(() => void warm().catch(loop!.quit))
    await loop.over
    return code
  } finally {
    terminal?.close()
    forget()
  }
}

/** Both ends must be a terminal that can move its cursor. */
const isTerminal = (): boolean => process.stdin.isTTY && process.stdout.isTTY && process.env['TERM'] !== 'dumb'

const onTerminal = (loop: () => Loop | null, palette: Palette): { surface: Surface; close: () => void } => {
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

const plainly = (screen: Screen): Surface => ({
  size: () => ({ rows: Infinity, columns: screen.columns }),
  suspend: () => undefined,
  show: (before, event, after) => {
    process.stdout.write(
      tell(before, event, after, screen)
        .map((line) => `${line}\n`)
        .join(''),
    )
    return after
  },
})

/** Loads what a verdict needs, so that the first save need not wait for it. */
const warm = async (): Promise<void> => {
  await import('../process/execute.ts')
  await import('../source/typescript.ts')
  await import('../source/python.ts')
}
