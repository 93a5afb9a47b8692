/**
 * The facts of a TypeScript or JavaScript program, from its syntax alone. `syntax/` parses it, `walk/` goes through it the way main would, with the `values/` that
 * lead to processes and with what Node has of its own (`builtins/`), `waits/` concludes who waits for what, and `flows/` tells what a worker has to do with a line
 * that main prints.
 */
import { posix } from 'node:path'
import type { ts } from 'ts-morph'
import { onceEach } from '../core/once.ts'
import { type Specifiers, specifiersOf } from '../core/specifiers.ts'
import type { AnswerFile } from '../core/types.ts'
import { type SourceFacts, type SyntaxFault, nothingTold } from './facts.ts'
import { unlessTooDeep } from './flows/flows.ts'
import { askedForIn } from './typescript/waits/asked-for.ts'
import { call } from './typescript/walk/calls.ts'
import { conclude } from './typescript/waits/conclude.ts'
import { evaluate } from './typescript/walk/expressions.ts'
import { faultOf } from './typescript/syntax/faults.ts'
import { Machine } from './typescript/walk/machine.ts'
import { get } from './typescript/walk/members.ts'
import { Modules } from './typescript/walk/modules.ts'
import type { Sources } from './typescript/walk/modules.ts'
import { printingsIn } from './typescript/flows/printings.ts'
import { isProgram, parse } from './typescript/syntax/parse.ts'
import { execute } from './typescript/walk/statements.ts'

const nothing: SourceFacts = { language: 'ts', ...nothingTold, unheld: [], blocking: [] }

/** Reads a program without running it. `entry` is the path of the file that main starts with. */
export const readTypeScript = (files: readonly AnswerFile[], entry: string): SourceFacts => {
  try {
    return factsOf(files, entry)
  } catch (error) {
    if (error instanceof RangeError) return { ...nothing, fault: tooDeep(entry) }
    throw error
  }
}

const tooDeep = (file: string): SyntaxFault => ({
  file,
  line: 1,
  column: 1,
  text: '',
  message: 'The program is nested too deeply to be read.',
})

const factsOf = (files: readonly AnswerFile[], entry: string): SourceFacts => {
  const sourceAt = parser(files)
  const source = sourceAt(entry)
  if (source === null) return nothing
  const used = [source, ...namedBy(files, entry).flatMap((path) => sourceAt(path) ?? [])]
  const fault = used.map(faultOf).find((found) => found !== null)
  if (fault) return { ...nothing, fault }
  const machine = walk(source, { sourceAt, specifiers: specifiersOf(files), used })
  const left = new Set([...machine.left].filter((statement) => !machine.taken.has(statement)))
  return {
    ...nothing,
    ...conclude(machine),
    printings: () => unlessTooDeep(() => printingsIn(used, textsBeside(files, used), left)),
  }
}

const textsBeside = (files: readonly AnswerFile[], used: readonly ts.SourceFile[]): string[] =>
  files.filter(({ path }) => !used.some(({ fileName }) => fileName === path)).map(({ text }) => text)

/** What a program has around it. */
interface Surroundings {
  readonly sourceAt: Sources
  readonly specifiers: Specifiers
  readonly used: readonly ts.SourceFile[]
}

const walk = (source: ts.SourceFile, { sourceAt, specifiers, used }: Surroundings, apart?: ReadonlySet<ts.Node>): Machine => {
  const modules = new Modules(sourceAt, specifiers)
  const machine = new Machine(
    { evaluate, execute, call, get, load: modules.load.bind(modules), isAskedFor: askedForIn(used) },
    source,
    apart,
  )
  modules.run(machine, source)
  machine.drain()
  if (machine.starts.length === 0) callForgotten(machine)
  return apart === undefined && machine.carried.size > 0 ? walk(source, { sourceAt, specifiers, used }, machine.carried) : machine
}

/** Parses each file once, when it is asked for. */
const parser = (files: readonly AnswerFile[]): Sources => {
  const texts = new Map(
    files.filter(({ path }) => isProgram(path) || path.endsWith('.json')).map((file) => [posix.normalize(file.path), file]),
  )
  const parsed = onceEach(parse)
  return (path) => {
    const file = texts.get(posix.normalize(path))
    return file === undefined ? null : parsed(file)
  }
}

/** The other files of the answer whose names the program mentions: it imports them or starts them. */
const namedBy = (files: readonly AnswerFile[], entry: string): string[] => {
  const texts = files.filter(({ path }) => isProgram(path))
  const isMentioned = (path: string) => {
    const name = posix.basename(path).replace(/\.\w+$/, '')
    return texts.some((file) => file.path !== path && file.text.includes(name))
  }
  return texts.map(({ path }) => path).filter((path) => path !== entry && isMentioned(path))
}

/** Where the walk found no start at all, functions that it never saw called may have been called in a way that it could not follow. */
const callForgotten = (machine: Machine): void => {
  const forgotten = machine.closures.filter((ref) => ref.thing.kind === 'closure' && !machine.visited.has(ref.thing.node))
  for (const ref of forgotten)
    machine.maybe(() => machine.call([ref], [], ref.thing.kind === 'closure' ? ref.thing.node : machine.cluster.node))
  machine.drain()
}
