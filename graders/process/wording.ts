import { basename, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Execution, TracedProcess } from '../core/process.ts'
import type { Scratch } from './scratch.ts'

/**
 * Says everything in the names that the learner knows: no path of the scratch folder, the interpreter by its name, and for compiled TypeScript the
 * lines of the source.
 */
export const inLearnersWords = (execution: Execution, scratch: Scratch): Execution => {
  const told = learnersWords(scratch)
  return {
    ...execution,
    stdout: told(execution.stdout),
    stderr: told(execution.stderr),
    trace: { processes: execution.trace.processes.map((process) => reworded(process, told)) },
  }
}

/** Says a text in the names that the learner knows. */
export const learnersWords =
  (scratch: Scratch) =>
  (text: string): string =>
    withSourceLines(withoutFolder(text, scratch.folder), scratch)

/** Windows writes the folder in two ways: as a path, and as an address with other slashes. */
const withoutFolder = (text: string, folder: string): string =>
  text
    .replaceAll(`${pathToFileURL(folder).href}/`, 'file://')
    .replaceAll(`${folder}${sep}`, '')
    .replaceAll(folder, '.')

const reworded = (process: TracedProcess, told: (text: string) => string): TracedProcess => ({
  ...process,
  command: told(process.command.replace(/^\S+/, (path) => basename(path))),
  wrote: process.wrote.map((write) => ({ ...write, text: told(write.text) })),
})

/** `q3.mjs:12:5` becomes `q3.ts:14`; a file's bare name becomes the source's. */
const withSourceLines = (text: string, { modules }: Scratch): string =>
  modules.reduce((told, { path, source, origin }) => {
    if (path === source || !told.includes(path)) return told
    const places = new RegExp(`(?:file://)?${escaped(path)}:(\\d+)(?::(\\d+))?`, 'g')
    return told
      .replace(
        places,
        (_, line: string, column?: string) =>
          `${source}:${origin(Number(line), column === undefined ? undefined : Number(column)) ?? line}`,
      )
      .replaceAll(`file://${path}`, source)
      .replaceAll(path, source)
  }, text)

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
