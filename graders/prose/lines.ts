/** What one line of Markdown is: the marker that opens it and what stands behind the marker. */

export type Marker = 'heading' | 'number' | 'bullet' | 'plain'

/** One line, its marker taken off. */
export interface Line {
  readonly marker: Marker
  /** Headings: 1 to 6. Others: columns of indentation, halved; plain lines are 0, since learners indent them as they like. */
  readonly level: number
  readonly text: string
  /** True when the whole line is in bold type. */
  readonly bold: boolean
  /** The words in bold type before the text, where a full stop ends them; `null` for most lines. */
  readonly label: string | null
}

const QUOTED = /^\s*>[>\s]*/
const HEADING = /^\s{0,8}(#{1,6})(?!#)\s*(.*)$/
const NUMBER = /^(\s*)\(?(?:\d{1,2}|[a-hivx]{1,3})(?:[.)](?!\d)|\s?[-:]\s?(?=\p{Lu}))\s*(.*)$/u
const BULLET = /^(\s*)(?:[-*+]\s+(?=\S)|-(?=\p{L})|[•‣▪▸►◦○●·→✓✔➢❖]\s*(?=\S)|\.\s+(?=\S))(.*)$/u
const BOLD = /^(?:\*\*|__)(.{1,80})(?:\*\*|__)\s*:?-?\s*$/
const RULE = /^\s*(?:[-*_=]\s*){3,}$/

/** True for a line that only draws a rule, or underlines a heading. */
export const isRule = (line: string): boolean => RULE.test(line)

/** Who speaks, in a text of questions and answers: "Q:", "A.", "Ans 2)". */
const SPEAKER = /^\s*(?:\*\*)?(?:q|a|ques?|ans|question|answer)\s?\d{0,2}\s?[.:)](?:\*\*)?(?:-|:)?\s+(?=\S)/i

/** Reads the marker of a line that is no rule, no fence and no row of a table. */
export const readLine = (raw: string): Line => {
  const line = raw.replace(QUOTED, '').replace(SPEAKER, '')
  const heading = HEADING.exec(line)
  if (heading) return made('heading', heading[1]!.length, heading[2]!)
  const number = NUMBER.exec(line)
  if (number) return made('number', indentOf(number[1]!), number[2]!)
  const bullet = BULLET.exec(line)
  return bullet ? made('bullet', indentOf(bullet[1]!), bullet[2]!) : made('plain', 0, line)
}

const made = (marker: Marker, level: number, text: string): Line => {
  const found = text.includes('.') ? RUN_IN.exec(text) : null
  const [label, rest] = found ? [plain(found[1]!), text.slice(found[0].length)] : [null, text]
  return { marker, level, text: plain(rest), bold: BOLD.test(text.trim()), label }
}

/** "**Memory.** Each has its own." */
const RUN_IN = /^\s*(?:\*\*|__)([^*_.:?!]{2,40})(?:\.(?:\*\*|__)|(?:\*\*|__)\.)\s+(?=\S)/

const indentOf = (space: string): number => Math.min(20, Math.floor(space.replaceAll('\t', '    ').length / 2))

/** Takes off what Markdown and HTML add to words: emphasis, code ticks, links, tags. */
const plain = (text: string): string => (/[*`~_<[&]/.test(text) ? withoutMarkup(text) : text).trim()

const withoutMarkup = (text: string): string =>
  text
    .replace(/<br\s{0,3}\/?>/gi, '. ')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/!\[[^\][]{0,200}\]\([^()\s]{0,2000}\)/g, ' ')
    .replace(/\[([^\][]{0,200})\]\([^()\s]{0,2000}\)/g, '$1')
    .replace(/&nbsp;|&emsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[*`~]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_(])/gu, '')

/** The cells of a row of a table drawn with bars or with tabs. */
export const cellsOf = (line: string): string[] => {
  const bars = line.includes('|')
  const cells = bars ? line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|') : line.trim().split('\t')
  return cells.map((cell) => plain(cell))
}

/** True for the row that divides a table's head from its body. */
export const isDivider = (line: string): boolean => line.includes('-') && line.includes('|') && /^[\s|:+-]+$/.test(line)

/** True for a line that may be a row of a table. */
export const isRow = (line: string): boolean => (line.match(/\|/g)?.length ?? 0) >= 2 || (line.trim().match(/\t/g)?.length ?? 0) >= 1
