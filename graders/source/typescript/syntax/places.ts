/** Where something stands, for the learner. */
import type { ts } from 'ts-morph'
import type { Place } from '../../facts.ts'

/** Lines longer than this are machine-made: nobody reads them to the end. */
const longest = 300

/** The place where a node begins, with its line as text. */
export const placeOf = (node: ts.Node): Place => {
  const { file, line, text } = placeAt(node.getSourceFile(), node.getStart())
  return { file, line, text }
}

/** The same of a position in a file. Lines and columns are counted from 1. */
export const placeAt = (source: ts.SourceFile, position: number): Place & { readonly column: number } => {
  const { line, character } = source.getLineAndCharacterOfPosition(position)
  return { file: source.fileName, line: line + 1, column: character + 1, text: lineText(source, line) }
}

const lineText = (source: ts.SourceFile, line: number): string => {
  const starts = source.getLineStarts()
  const text = source.text.slice(starts[line], Math.min(starts[line + 1] ?? source.text.length, starts[line]! + 4 * longest)).trim()
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** In the order of the source, each place once. */
export const inOrder = <T extends Place>(nodes: Iterable<ts.Node>, describe: (node: ts.Node) => T): T[] =>
  [...new Set(nodes)].sort(compare).map(describe)

const compare = (a: ts.Node, b: ts.Node): number => {
  const [left, right] = [a.getSourceFile().fileName, b.getSourceFile().fileName]
  return left === right ? a.pos - b.pos : left < right ? -1 : 1
}
