/** Pairs of answers that are much alike, side by side. */
import { counted } from '../../core/english.ts'
import { type Excerpt, type Likeness, type LikenessPair, type LikenessSide, likenessCaution, percentOf } from '../likeness.ts'
import { type Markup, lines, markup } from './markup.ts'
import { asset, renderPage } from './page.ts'

/** The page. It can be read without a script, and fetches nothing. */
export const renderLikenessPage = (likeness: Likeness): string =>
  renderPage({
    title: 'Answers that are much alike – Joinery',
    styles: [asset('page.css'), asset('likeness.css')],
    body: markup`<main id="main">
<h1>Answers that are much alike</h1>
<p class="caution">${likenessCaution}</p>
<p>${comparedWords(likeness)} Names, literals, comments and layout of programs were ignored, and so were inflections and small words of prose. What
everybody was given, and what many of the class have in common, does not count.</p>
${likeness.pairs.length > 0 && overview(likeness)}
${likeness.pairs.map(section)}
</main>`,
  })

const comparedWords = ({ pairs, compared, leftOut, more }: Likeness): string =>
  [
    `${counted(compared, 'submission')} ${compared === 1 ? 'was' : 'were'} compared, question by question.`,
    ...(leftOut > 0 ? [`${leftOut} of them could not be read.`] : []),
    pairs.length === 0
      ? 'No two answers are much alike.'
      : `${counted(pairs.length, 'pair')} of answers ${pairs.length === 1 ? 'is' : 'are'} much alike.`,
    ...(more > 0 ? [`${more} more were found that are less alike than these.`] : []),
  ].join(' ')

const overview = ({ pairs }: Likeness): Markup => markup`<table class="pairs">
<caption class="unseen">The pairs, the most alike first</caption>
<thead><tr><th scope="col">alike</th><th scope="col">question</th><th scope="col">one</th><th scope="col">the other</th></tr></thead>
<tbody>
${pairs.map(overviewRow)}</tbody>
</table>`

const overviewRow = ({ share, exercise, language, sides: [one, other] }: LikenessPair, index: number): Markup => markup`<tr>
<th scope="row"><a href="#pair-${index + 1}">${percentOf(share)} %</a></th>
<td>${exercise}, ${languages[language]}</td><td>${namesOf(one)}</td><td>${namesOf(other)}</td></tr>
`

const languages = { md: 'in words', ts: 'TypeScript', py: 'Python' } as const

const namesOf = ({ names }: LikenessSide): string => names.join(', ')

const section = ({ share, exercise, language, sides }: LikenessPair, index: number): Markup => markup`
<section id="pair-${index + 1}" aria-labelledby="title-${index + 1}">
<h2 id="title-${index + 1}">${sides.map(namesOf).join(' and ')}: ${exercise}, ${languages[language]}</h2>
<p>${percentOf(share)} % of what the shorter answer says of its own is in the other.</p>
<div class="pair">
${sides.map((side) => answer(side, language))}</div>
</section>
`

const answer = (side: LikenessSide, language: LikenessPair['language']): Markup => markup`
<div class="${language === 'md' ? 'prose' : 'program'}">
<h3>${namesOf(side)}</h3>
${side.excerpts.map(excerpt)}</div>
`

const excerpt = ({ line, parts }: Excerpt): Markup => markup`<p class="line">from line ${line}</p>
<pre>${parts.map(({ text, alike }) => (alike ? markup`<mark>${lines(text)}</mark>` : lines(text)))}</pre>
`
