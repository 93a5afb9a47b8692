/** What each verdict and status is painted in. Nothing depends on it: the marks differ in shape. */
import type { Result, ResultStatus, Verdict } from '../core/types.ts'
import type { Palette } from './layout.ts'
import { shownStatus, statusMark } from './words.ts'

type Paint = (text: string) => string

/** The colour of a check's verdict. */
export const paintOfVerdict = (status: Verdict['status'], { green, red, yellow, dim, magenta }: Palette): Paint =>
  ({ passed: green, failed: red, unclear: yellow, skipped: dim, errored: magenta })[status]

/** The colour of a question's status. */
export const paintOfStatus = (status: ResultStatus, { green, red, dim, magenta }: Palette): Paint =>
  ({ passed: green, failed: red, unfinished: dim, missing: dim, errored: magenta })[status]

/** The mark of a question, in its colour. */
export const paintedMark = (result: Pick<Result, 'status' | 'unread'>, palette: Palette): string => {
  const status = shownStatus(result)
  return paintOfStatus(status, palette)(statusMark[status])
}
