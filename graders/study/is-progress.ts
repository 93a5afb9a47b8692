import { isObject } from '../core/json.ts'
import { type Progress, progressSchema } from './progress.ts'

/** Whether data from a file is progress in every part: a half-written or a hand-edited file is not. */
export const isProgress = (data: unknown): data is Progress =>
  isObject(data) && data['schema'] === progressSchema && isObject(data['questions']) && Object.values(data['questions']).every(isQuestion)

const isCount = (data: unknown): boolean => typeof data === 'number' && Number.isFinite(data) && data >= 0
const isText = (data: unknown): boolean => typeof data === 'string'
const isTime = (data: unknown): boolean => typeof data === 'string' && !Number.isNaN(Date.parse(data))
const orNull =
  (is: (data: unknown) => boolean) =>
  (data: unknown): boolean =>
    data === null || is(data)

const isQuestion = (data: unknown): boolean =>
  isObject(data) &&
  isCount(data['best']) &&
  isCount(data['max']) &&
  orNull(isTime)(data['firstPassed']) &&
  orNull(isCount)(data['attemptsToPass']) &&
  isObject(data['languages']) &&
  Object.values(data['languages']).every(isCourse)

const isCourse = (data: unknown): boolean =>
  isObject(data) &&
  isCount(data['attempts']) &&
  isText(data['digest']) &&
  orNull(isLastResult)(data['last']) &&
  isObject(data['hints']) &&
  Object.values(data['hints']).every(isHintsShown)

const isLastResult = (data: unknown): boolean =>
  isObject(data) &&
  isTime(data['at']) &&
  isText(data['status']) &&
  isCount(data['score']) &&
  Array.isArray(data['troubles']) &&
  data['troubles'].every(isTrouble)

const isTrouble = (data: unknown): boolean =>
  isObject(data) && isText(data['check']) && isText(data['title']) && (data['topic'] === undefined || isText(data['topic']))

const isHintsShown = (data: unknown): boolean => isObject(data) && isCount(data['shown']) && isTime(data['at']) && isCount(data['attempt'])
