import { join } from 'node:path'
import { spreadsheet } from '../../report/csv.ts'
import { renderLikenessPage } from '../../report/html/likeness.ts'
import { renderLikenessCsv, renderLikenessJson, type Likeness } from '../../report/likeness.ts'
import { replaceFile } from '../files.ts'

/** Writes the list: a page to look at, and the same as data. */
export const writeLikeness = (out: string, likeness: Likeness): void => {
  replaceFile(join(out, 'likeness.json'), [renderLikenessJson(likeness)])
  replaceFile(join(out, 'likeness.csv'), spreadsheet([renderLikenessCsv(likeness)]))
  replaceFile(join(out, 'likeness.html'), [renderLikenessPage(likeness)])
}
