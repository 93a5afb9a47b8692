/** A terminal of tmux's, and somebody who types in it and reads what it shows. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Why these tests cannot run here; `null` where they can. */
export const noTmux = (): string | null => {
  if (process.platform !== 'linux') return 'no Linux'
  try {
    execFileSync('tmux', ['-V'], { stdio: 'ignore' })
    return null
  } catch {
    return 'no tmux'
  }
}

export interface Pane {
  readonly press: (...keys: readonly string[]) => void
  /** Types a command and the return key. */
  readonly type: (command: string) => void
  readonly resize: (columns: number, rows: number) => void
  /** What the terminal shows, without spaces at the ends of lines. */
  readonly text: () => string
  /** What it shows as soon as that holds a text and has come to rest; fails after a while, with what it shows then. */
  readonly until: (shown: string | RegExp) => Promise<string>
  /** The process that the shell has started. */
  readonly foreground: () => number
  readonly close: () => void
}

const patienceMs = 60_000

/** Opens a terminal with a plain shell in a folder. */
export const openPane = (folder: string, columns: number, rows: number, env: Readonly<Record<string, string>>): Pane => {
  const socket = `joinery-${process.pid}-${Math.random().toString(36).slice(2)}`
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:npm_|TMUX)/i.test(name)))
  const tmux = (...args: readonly string[]): string =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      cwd: folder,
      env: { ...clean, ...env },
    })
  tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), 'bash --norc --noprofile')
  tmux('set', '-g', 'status', 'off')
  const text = () => tmux('capture-pane', '-p').trimEnd()
  const until = async (shown: string | RegExp): Promise<string> => {
    const isShown = (screen: string) => (typeof shown === 'string' ? screen.includes(shown) : shown.test(screen))
    for (const end = performance.now() + patienceMs; performance.now() < end; await delay(30)) {
      const screen = text()
      if (!isShown(screen)) continue
      await delay(30)
      if (text() === screen) return screen
    }
    throw new Error(`the terminal never showed ${String(shown)}, but:\n${text()}`)
  }
  const shell = Number(tmux('display-message', '-p', '#{pane_pid}'))
  return {
    press: (...keys) => void tmux('send-keys', ...keys),
    type: (command) => void tmux('send-keys', command, 'Enter'),
    resize: (columns, rows) => void tmux('resize-window', '-x', String(columns), '-y', String(rows)),
    text,
    until,
    foreground: () => Number(readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ').at(-1)),
    close: () => void tmux('kill-server'),
  }
}
