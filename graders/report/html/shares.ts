/** What the class knows of each question: the share that met each check, and the wrong ideas that were stated most. */
import { counted } from '../../core/english.ts'
import type { CheckTally, MisconceptionTally, QuestionTally, Tally } from '../class-tally.ts'
import { points, unreadWords } from '../words.ts'
import { statusWord } from './badge.ts'
import type { Markup } from './markup.ts'
import { lines, markup } from './markup.ts'

/** For each question, what share of the class met each check. */
export const renderQuestions = ({ questions }: Tally): Markup =>
  markup`<section id="questions" aria-labelledby="questions-title">
<h2 id="questions-title">Question by question</h2>
<p class="lead">Of those whose answers could be judged: how many met each check.</p>
${questions.map(renderQuestion)}</section>
`

const renderQuestion = ({ exercise, max, counts, points: sum, checks }: QuestionTally): Markup => {
  const judged = counts.passed + counts.failed
  const mean = judged === 0 ? '' : `, ${points(Math.round((sum / judged) * 10) / 10)} of ${points(max)} points on average`
  return markup`<article class="shares" aria-labelledby="share-${exercise.id}">
<h3 id="share-${exercise.id}"><span class="number">${exercise.id}</span> ${exercise.title}</h3>
<p class="place">${judged === 0 ? noneJudged(counts) : `${counts.passed} of ${judged} passed${mean}`}${othersOf(counts)}.</p>
${
  checks.length > 0 &&
  markup`<table><thead class="unseen"><tr><th scope="col">check</th><th scope="col">share</th><th scope="col">met it</th></tr></thead><tbody>
${checks.map(renderCheck)}</tbody></table>`
}
</article>
`
}

const noneJudged = ({ unread, errored }: QuestionTally['counts']): string =>
  unread + errored > 0 ? 'Nobody’s answer could be judged' : 'There was no answer to judge'

const othersOf = (counts: QuestionTally['counts']): string =>
  (['unfinished', 'missing', 'unread', 'errored'] as const)
    .flatMap((status) => (counts[status] > 0 ? [`; ${counts[status]} ${status === 'unread' ? unreadWords : statusWord[status]}`] : []))
    .join('')

const renderCheck = ({ id, title, counts }: CheckTally): Markup => {
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0)
  const doubtful = counts.unclear + counts.errored
  const share = (count: number) => Math.round((count / all) * 1000) / 10
  return markup`<tr><th scope="row">${title} <span class="id">${id}</span></th><td class="graph"><svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="100" height="6"/><rect class="met" width="${share(counts.passed)}" height="6"/>${
    doubtful > 0 && markup`<rect class="doubtful" x="${share(counts.passed)}" width="${share(doubtful)}" height="6"/>`
  }</svg></td><td class="figure"><b>${Math.round(share(counts.passed))} %</b> <span class="id">${counts.passed} of ${all}${counts.unclear > 0 && `, ${counts.unclear} unclear`}${counts.errored > 0 && `, ${counts.errored} not judged`}</span></td></tr>
`
}

/** More than the commonest help nobody. */
const mostMisconceptions = 12

/** A section with the wrong ideas; nothing where nobody stated any. */
export const renderMisconceptions = ({ misconceptions }: Tally): Markup | false =>
  misconceptions.length > 0 &&
  markup`<section id="misconceptions" aria-labelledby="misconceptions-title">
<h2 id="misconceptions-title">What is often misunderstood</h2>
<p class="lead">Statements that are not so, the commonest first, each with sentences from the class.</p>
<ol class="ideas">
${misconceptions.slice(0, mostMisconceptions).map(renderMisconception)}</ol>
${misconceptions.length > mostMisconceptions && markup`<p class="cut">… and ${counted(misconceptions.length - mostMisconceptions, 'rarer one')}.</p>`}</section>
`

const renderMisconception = ({ message, question, count, samples }: MisconceptionTally): Markup => markup`<li>
<p><b>${counted(count, 'learner')}</b> <span class="id">${question}</span></p>
<p>${lines(message)}</p>
<ul>${samples.map(
  ({ quote, line, name, page }) =>
    markup`<li><q><bdi>${lines(quote)}</bdi></q> <span class="line"><a href="${page}"><bdi>${name}</bdi></a>, line ${line}</span></li>`,
)}</ul>
</li>
`
