import type { Learner, Marks } from '../../report/marks.ts'

/** Marks made by hand. */
export const marked = (learner: Learner | readonly Learner[], total: number | null, more: Partial<Marks> = {}): Marks => ({
  learners: 'name' in learner ? [learner] : learner,
  called: ('name' in learner ? [learner] : learner).map(({ name }) => name).join(', '),
  status: total === null ? 'errored' : 'open',
  questions: [{ id: 'q1', score: total, max: 60 }],
  total,
  max: 60,
  reason: '',
  remarks: [],
  unread: [],
  ...more,
})

export const person = (name: string, ids: Learner['ids'] = {}): Learner => ({ name, ids })

/** Names as strangers may choose them. */
export const hostileNames = [
  '=HYPERLINK("http://evil.example";"click")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  '\uff1d1+1',
  ' =1+1',
  'Doe, "J"\nSecond line;=1',
  'turned \u202e round',
  'zero\u200bwidth \u001b[31mred',
  '<script>alert(1)</script>',
]
