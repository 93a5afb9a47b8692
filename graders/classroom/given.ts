/** What everybody was given: a task sheet that lies in many submissions, byte by byte the same, is nobody's answer. */
import { createHash } from 'node:crypto'
import { insteadOf } from '../core/errors.ts'
import type { Unread } from '../core/types.ts'
import { shown, type RawFile } from '../submission/raw.ts'
import type { Ledger } from './ledger.ts'
import { commonFrom } from './likeness/holders.ts'
import type { ClassRecord, Aside } from './record.ts'

/** What could not be read of a submission, with the digests of those files that others may have as well; nothing where there is none of them. */
export const asideOf = async (unread: readonly Unread[], files: readonly RawFile[]): Promise<readonly Aside[]> => {
  const digests = new Map<string, string>()
  for (const { path } of unread) {
    // A file that cannot be had at all is told of as it is.
    const bytes = await files
      .find((file) => file.path === path)
      ?.read()
      .catch(insteadOf(() => undefined))
    if (path !== undefined && bytes !== undefined) digests.set(path, createHash('sha256').update(bytes).digest('hex'))
  }
  if (digests.size === 0) return []
  return unread.map((about) => ({ ...about, ...(digests.has(about.path ?? '') ? { sha256: digests.get(about.path ?? '')! } : {}) }))
}

/** The class as it is when what everybody was given counts for no answer. */
export const withoutGiven = (ledger: Ledger, ids: readonly string[]): Ledger => {
  const given = givenIn(ledger, ids)
  if (given.size === 0) return ledger
  return {
    ...ledger,
    records: (some) => ({
      *[Symbol.iterator]() {
        for (const record of ledger.records(some)) yield without(given, record)
      },
    }),
  }
}

const givenIn = (ledger: Ledger, ids: readonly string[]): ReadonlySet<string> => {
  const holders = new Map<string, number>()
  for (const id of ids) for (const digest of new Set(ledger.newest(id)?.aside)) holders.set(digest, (holders.get(digest) ?? 0) + 1)
  return new Set([...holders].filter(([, count]) => count >= commonFrom(ids.length)).map(([digest]) => digest))
}

const without = (given: ReadonlySet<string>, record: ClassRecord): ClassRecord => {
  const { aside = [], remarks } = record.class
  const isGiven = ({ sha256 }: Aside): boolean => sha256 !== undefined && given.has(sha256)
  const sheets = aside.filter(isGiven)
  if (sheets.length === 0) return record
  const open = aside.filter((each) => !isGiven(each))
  const results = record.results.map(({ unread, ...result }) => {
    // An answer may be unreadable by itself, whatever lies beside it.
    if (unread !== undefined && aside.every(({ why }) => why !== unread)) return { ...result, unread }
    const why = unread === undefined ? undefined : open.find(({ exercises }) => exercises.includes(result.exercise))?.why
    return why === undefined ? result : { ...result, unread: why }
  })
  const others = remarks.filter((remark) => sheets.every(({ why }) => why !== remark))
  return { ...record, results, class: { ...record.class, remarks: [...others, ...sheets.map(words)] } }
}

const words = ({ path = '' }: Aside): string =>
  `${shown(path)} lies in many submissions, the same in each: it was taken for what everybody was given, and not for an answer.`
