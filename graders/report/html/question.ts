/** How one question was judged: the checks, what else there is to say, and the run of a program. */
import type { Misconception, Result } from '../../core/types.ts'
import { notesOn } from '../explained.ts'
import {
  earnedWords,
  filesToBegin,
  languageName,
  misconceptionTitle,
  placeOf,
  points,
  runWords,
  shownStatus,
  toldOf,
  unreadWords,
  witnessWords,
} from '../words.ts'
import { statusBadge } from './badge.ts'
import { renderCheck, renderDetails } from './check.ts'
import type { Markup } from './markup.ts'
import { lines, markup } from './markup.ts'
import { renderPrinted } from './printed.ts'
import { renderProcesses } from './processes.ts'

/** A section of a page, whose id is the exercise's. */
export const renderQuestion = (result: Result): Markup => {
  const { exercise } = result
  const status = shownStatus(result)
  return markup`<section class="question ${status}" id="${exercise.id}" aria-labelledby="${exercise.id}-title">
<header>
<h2 id="${exercise.id}-title"><span class="number">${exercise.id}</span> ${exercise.title}</h2>
<p class="score"><b>${earnedWords(result)}</b> of ${points(result.max)} ${statusBadge(status, result.unread === undefined ? undefined : unreadWords)}</p>
<p class="place">${placeWords(result)}</p>
</header>
${exercise.question !== '' && markup`<details class="more asked"><summary>The question</summary><p>${lines(exercise.question)}</p></details>`}
${renderNotes(result)}${renderChecks(result)}${(result.misconceptions ?? []).map(renderMisconception)}${renderAdvice(result.advice)}${renderRuns(result)}${renderRun(result)}</section>
`
}

const placeWords = (result: Result): Markup => {
  const { language, entry, origin, unread, otherStubs } = result
  if (language === null) return markup`${unread === undefined ? 'No answer' : 'No answer that could be read'}`
  if (otherStubs !== undefined) return markup`<bdi>${filesToBegin(result).join(' or ')}</bdi>`
  const place = entry === undefined && origin === undefined ? false : markup`, <bdi>${placeOf(result)}</bdi>`
  return markup`${language === 'md' ? 'Written' : languageName(language)}${place}`
}

const renderNotes = (result: Result): Markup[] =>
  notesOn(result).map(([label, words]) =>
    label === ''
      ? markup`<p class="note">${words}</p>\n`
      : label === 'mark'
        ? renderMark(words)
        : markup`${renderDetails([[label, words]])}\n`,
  )

const renderMark = (words: string): Markup => markup`<p class="note"><b>Mark</b> ${words}</p>\n`

const renderChecks = (result: Result): Markup | false => {
  const told = toldOf(result)
  return told.length > 0 && markup`<ol class="checks">\n${told.map(renderCheck)}</ol>\n`
}

const renderMisconception = ({ quote, line, message }: Misconception): Markup => markup`<div class="misconception">
<h3><span class="sign failed" aria-hidden="true">✘</span> ${misconceptionTitle}:</h3>
${renderDetails([
  ['where', { quote, line }],
  ['but', message],
])}</div>
`

const renderAdvice = (texts: readonly string[]): Markup | false =>
  texts.length > 0 &&
  markup`<h3>Advice</h3>
<ul class="advice">${texts.map((text) => markup`<li>${lines(text)}</li>`)}</ul>
`

/** A program that was run more than once: what each run showed. */
const renderRuns = ({ runs }: Result): Markup | false =>
  runs !== undefined &&
  markup`<h3>Runs</h3>
<p>A fact that may depend on timing is looked at again before it costs points. This program was run ${runs.length} times:</p>
<ol class="runs">${runs.map((open) => markup`<li>${open.length === 0 ? 'every check passed' : `${open.join(', ')} did not pass`}</li>`)}</ol>
`

const renderRun = ({ run, exercise }: Result): Markup | false =>
  run !== undefined &&
  markup`<h3>The run</h3>
<p>It ${runWords(run)}. ${run.sandboxed ? '' : 'It was not in the sandbox. '}${codeWords(`${witnessWords[run.witness]}.`)}</p>
${renderProcesses(run, exercise.id)}${renderPrinted(run, exercise.id)}`

/** Words of the kit's own, what stands in backticks as code. */
const codeWords = (words: string): Markup[] =>
  words.split('`').map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`))
