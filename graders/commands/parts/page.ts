import { join, resolve } from 'node:path'
import { home } from '../../home.ts'
import { makeFolder } from './make-folder.ts'
import { openPage } from './open-page.ts'

/** What was typed of the page. */
export interface PageOptions {
  /** The file for a page. */
  readonly html?: string
  /** True to have the page opened; without a file, one of the kit's own. */
  readonly open?: boolean
}

/** Where the page is written, if one is wanted. */
export const pageOf = ({ html, open }: PageOptions): string | null => {
  if (html !== undefined) return resolve(html)
  if (open !== true) return null
  const folder = join(home, '.joinery')
  makeFolder(folder, 'Name a place for the page, as in --html report.html')
  return join(folder, 'report.html')
}

/** What there is to say of a page that was written. */
export const tellPage = async (page: string | null, { open }: PageOptions): Promise<string[]> => {
  if (page === null) return []
  if (open !== true) return [`the page is ${page}: open it in a browser, or add --open.`]
  const failure = await openPage(page, process.platform, process.env)
  return [failure ?? `the page ${page} is in your browser.`]
}
