/** Abbreviations: what is written in many ways or in signs, as the one form that rubrics know. */

const FOLDED = />\s?1\b|\b1 [a-z]|[-=]>|→|⇒|\/|&|bound|intensive|heavy|consuming|i-o|g\.i\.l|used to (?:have|be)\b|e\.g|i\.e|vs\./

/** Folds them in a text of small letters. */
export const foldAbbreviations = (text: string): string => (FOLDED.test(text) ? folded(text) : text)

const folded = (text: string): string =>
  text
    // an arrow ends a thought
    .replace(/[-=]+>|→|⇒/g, ' — ')
    .replace(/>\s?1\b/g, 'more than one')
    .replace(
      /(?<![\d.,:]\s?)\b1(?= (?:process|thread|core|cpu|processor|interpreter|worker|task|job|of|at|by|per|for|each)(?:es|s)?\b)/g,
      'one',
    )
    .replace(/\bi ?\/ ?o\b/g, 'io')
    .replace(/\bw\/o\b/g, 'without')
    .replace(/\bw\/(?=\s)/g, 'with')
    .replace(/\bb\/c\b/g, 'because')
    .replace(/\bv\/s\b/g, 'vs')
    .replace(/\s&\s/g, ' and ')
    .replace(/(?<!\b(?:is|are|be|was|were|been|being|get|gets) )\bused to (?=have\b|be\b)/g, 'formerly ')
    .replace(/\bi-o\b/g, 'io')
    .replace(
      /\b(cpu|io|processor|compute|computation|network|memory|data|resource|time)[ -](bound|intensive|heavy|consuming)(?:ed)?\b/g,
      '$1$2',
    )
    .replace(/\bg\.i\.l\b/g, 'gil')
    .replace(/\b(e\.g|i\.e)\b\.?/g, 'eg')
    .replace(/\bvs\./g, 'vs')
