import { basename, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Execution, TracedProcess } from '../core/process.ts'
import type { Scratch } from './scratch.ts'
import type { Module } from './transpile.ts'

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

/** `q3.mjs:12:5` becomes `q3.ts:14`, with the learner's own line where Node shows it; a file's bare name becomes the source's. */
const withSourceLines = (text: string, { modules }: Scratch): string =>
  modules.reduce((told, module) => {
    const { path, source, origin } = module
    if (path === source || !told.includes(path)) return told
    const places = new RegExp(`(?:file://)?${escaped(path)}:(\\d+)(?::(\\d+))?`, 'g')
    return withOwnLines(told, module)
      .replace(
        places,
        (_, line: string, column?: string) =>
          `${source}:${origin(Number(line), column === undefined ? undefined : Number(column)) ?? line}`,
      )
      .replaceAll(`file://${path}`, source)
      .replaceAll(path, source)
  }, text)

/** Node shows the line in which something was thrown, and marks the place in the next one. */
const withOwnLines = (text: string, { path, source, written }: Module): string => {
  const shown = new RegExp(`^(?:file://)?${escaped(path)}:(\\d+)\\n.*\\n([ \\t]*)(\\^+)$`, 'gm')
  return text.replace(shown, (whole, line: string, indent: string, marks: string) => {
    const own = written(Number(line), indent.length + 1, marks.length)
    return own === null ? whole : `${source}:${own.line}\n${own.text}\n${blank(own.text.slice(0, own.column - 1))}${'^'.repeat(own.length)}`
  })
}

/** As wide as the text, whatever a tab's width is. */
const blank = (text: string): string => text.replace(/[^\t]/g, ' ')

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
