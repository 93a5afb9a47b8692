/** Source facts of a Python program, read off its syntax tree; nothing of it is run. */
import type { AnswerFile } from '../core/types.ts'
import { type Place, type SourceFacts, nothingTold } from './facts.ts'
import { findFault } from './python/syntax/faults.ts'
import { unlessTooDeep } from './flows/flows.ts'
import { findLaunches } from './python/launches.ts'
import { findMeans } from './python/means.ts'
import { pastWaitsIn } from './python/past-waits.ts'
import { printingsIn } from './python/flows/printings.ts'
import { readProgram } from './python/reader.ts'
import type { Reading } from './python/reader.ts'
import { mayStore } from './python/flows/stores.ts'
import { placeOf, sourceOf } from './python/tree.ts'
import type { Node } from './python/tree.ts'

/**
 * Reads a Python program: the entry, and the files of the answer that it imports.
 */
export const readPython = (files: readonly AnswerFile[], entry: string): SourceFacts => {
  const file = files.find(({ path }) => path === entry) ?? { path: entry, text: '' }
  const source = sourceOf(file)
  const fault = findFault(source)
  if (fault) return { ...NOTHING, fault }
  const reading = readProgram(files, source)
  const [, ...others] = reading.trees
  const imported = others.map((tree) => findFault(tree.source)).find((each) => each !== null)
  return imported ? { ...NOTHING, fault: imported } : factsOf(reading)
}

const NOTHING: SourceFacts = { language: 'py', ...nothingTold, sharedMemory: [] }

const factsOf = ({ records, trees, workers }: Reading): SourceFacts => {
  const order = (a: Node, b: Node) => fileOf(trees, a) - fileOf(trees, b) || a.from - b.from
  const places = (nodes: Iterable<Node>): Place[] => [...nodes].sort(order).map(placeOf)
  const means = new Map([...trees.flatMap((tree) => [...findMeans(tree)]), ...records.means])
  return {
    ...NOTHING,
    means: [...means]
      .sort(([a], [b]) => order(a, b))
      .map(([node, found]) => ({ ...placeOf(node), ...found, ...(records.means.has(node) ? { reached: true } : {}) })),
    launches: findLaunches(records)
      .sort((a, b) => order(a.node, b.node))
      .map(({ launch }) => launch),
    sleeps: [...records.sleeps]
      .sort(([a], [b]) => order(a, b))
      .map(([node, asks]) => ({ ...placeOf(node), ...(asks === null ? {} : { asks: placeOf(asks) }) })),
    readsInput: places(records.readsInput),
    unordered: places(records.unordered),
    askedTooLate: places(records.askedTooLate),
    ranByMain: places(records.ranByMain),
    uncalled: places(records.uncalled),
    unheld: places(records.early).map((place) => ({ ...place, why: 'not-last' as const })),
    unstarted: places(records.unstarted),
    unreached: [...records.unreached].map(([wait, last]) => ({ ...placeOf(wait), last: placeOf(last) })),
    strangeWaits: [...records.strangeWaits].map(([node, kind]) => ({ ...placeOf(node), of: kind })),
    dropped: [...records.dropped].map(([node, dropped]) => ({ ...placeOf(node), ...dropped })),
    sharedMemory: places(records.shared),
    ...(records.shared.size === 0 ? {} : { workersStore: mayStore(workers, trees) }),
    prints: records.prints.map(({ node, says }) => ({ ...placeOf(node), says })),
    printings: () => unlessTooDeep(() => printingsIn(trees, pastWaitsIn(records))),
    unguarded: places(records.unguarded)[0] ?? null,
  }
}

const fileOf = (trees: readonly Node[], node: Node): number => trees.findIndex(({ source }) => source === node.source)
