import { attentionOf } from '../../../report/attention.ts'
import { ClassCounter } from '../../../report/class-tally.ts'
import { type ClassPage, renderClassPage } from '../../../report/html/class-page.ts'
import { marksOf } from '../../../report/marks.ts'
import type { Report } from '../../../core/types.ts'
import { hostileNames } from '../../classroom/marked.ts'
import { report } from '../builder.ts'
import { everything, hostileReport } from './pages.ts'

export interface Pupil {
  readonly name: string
  readonly ids?: Readonly<Record<string, string>>
  readonly report: Report
  readonly unreadable?: string
  readonly remarks?: readonly string[]
}

/** The page of a class made by hand. */
export const classOf = (pupils: readonly Pupil[], more: Partial<ClassPage> = {}): ClassPage => {
  const counter = new ClassCounter()
  const rows = pupils.map(({ name, ids = {}, report, unreadable, remarks = [] }, index) => {
    const page = `students/${index}.html`
    if (unreadable === undefined) counter.add(report, { name, page })
    const marks = marksOf(report, { learners: [{ name, ids }], unreadable, remarks })
    return { marks, page, statuses: report.results.map(({ status }) => status), attention: attentionOf(report, { unreadable, remarks }) }
  })
  return { name: 'Operating systems', rows, tally: counter.tally(), unsandboxed: 0, remarks: [], likeness: [], ...more }
}

/** The whole of it. */
export const pageOf = (page: ClassPage): string => [...renderClassPage(page)].join('')

/** A report of which everything could be judged. */
const judged = (): Report => {
  const results = everything().results.filter(({ status }) => status !== 'errored')
  return report(results.map((result) => ({ ...result, checks: result.checks.filter(({ verdict }) => verdict.status !== 'errored') })))
}

export const someClass = (): ClassPage =>
  classOf(
    [
      { name: 'Zoe', ids: { canvas: '71' }, report: judged() },
      { name: 'Adam', report: everything() },
      { name: 'Mia', report: report(judged().results.slice(1, 3)), remarks: ['"v1/q3.py" could answer q3 too; "v2/q3.py" was taken.'] },
      { name: 'Broken', report: everything(), unreadable: 'the archive breaks off' },
      ...hostileNames.slice(-4).map((name) => ({ name, ids: { email: name }, report: hostileReport() })),
    ],
    { unsandboxed: 2, remarks: ['Two files were nobody’s.'], likeness: [{ page: 'likeness.html', words: 'Answers that are much alike' }] },
  )
