import type { Files } from './probed-run.ts'

/** A way to start processes, a program that uses it, and what a witness must see of that program (see `outline`). */
export interface Launch {
  readonly how: string
  readonly files: Files
  readonly seen: readonly string[]
}

export const times = (count: number, line: string) => Array.from({ length: count }, () => line)
