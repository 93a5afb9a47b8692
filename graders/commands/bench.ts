import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { measures } from '../bench/bench.ts'
import type { BenchOptions, Figure } from '../bench/figures.ts'
import { renderTable } from '../bench/table.ts'
import { UsageError } from '../core/errors.ts'
import { home } from '../home.ts'

/** What was typed behind `npm run bench`. */
export interface BenchCommandOptions {
  readonly quick?: boolean
  readonly full?: boolean
  readonly runs?: number
  readonly json?: string
}

/** Measures what the kit costs, prints it as a table and writes it as JSON. */
export const bench = async (chosen: readonly string[], { quick, full, runs, json }: BenchCommandOptions): Promise<void> => {
  const unknown = chosen.find((name) => !(name in measures))
  if (unknown !== undefined) throw new UsageError(`there is no measure "${unknown}": the measures are ${Object.keys(measures).join(', ')}`)
  const size = full === true ? 'full' : quick === true ? 'quick' : 'usual'
  const options: BenchOptions = {
    runs: runs ?? (quick === true ? 3 : 5),
    size,
    tell: (what) => process.stderr.write(`joinery: measuring ${what}\n`),
  }
  const figures: Figure[] = []
  for (const name of chosen.length > 0 ? chosen : Object.keys(measures)) figures.push(...(await measures[name]!(options)))
  const about = `${machine()}; median of ${options.runs} alternating runs\n`
  const file = json ?? join(home, '.joinery', 'bench.json')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify({ about: about.trim(), size, at: new Date().toISOString(), figures }, null, 2)}\n`)
  process.stdout.write(`${about}\n${renderTable(figures)}\nwritten to ${file}\n`)
}

const machine = (): string =>
  `Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'an unknown processor'}`
