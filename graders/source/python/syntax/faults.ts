/** Why Python could not read a program. Only what every Python from 3.8 on rejects is called a fault. */
import type { SyntaxFault } from '../../facts.ts'
import { findGrammarFlaw } from './grammar.ts'
import { findLayoutFlaw } from './layout.ts'
import { scan } from './tokens.ts'
import type { Flaw } from './tokens.ts'
import type { Source } from '../tree.ts'
import { lineAt } from '../tree.ts'

/** The first fault of a file, or null where none is sure. */
export const findFault = (source: Source): SyntaxFault | null => {
  const { lines, flaw } = scan(source.text)
  const layout = findLayoutFlaw(lines, (offset) => lineAt(source, offset), flaw === null)
  const grammar = lines.reduce<Flaw | null>((found, line) => found ?? findGrammarFlaw(line), null)
  const [first] = [layout, grammar, flaw].filter((each) => each !== null).sort((a, b) => a.at - b.at)
  return first ? faultAt(source, first) : null
}

const faultAt = (source: Source, { at, message }: Flaw): SyntaxFault => {
  const line = lineAt(source, at)
  const start = source.lineStarts[line - 1]!
  const text = source.text.slice(start, source.lineStarts[line]).trim()
  return { file: source.path, line, column: at - start + 1, text, message }
}
