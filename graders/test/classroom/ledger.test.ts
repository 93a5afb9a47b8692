import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLedger } from '../../classroom/ledger.ts'
import type { ClassRecord } from '../../classroom/record.ts'
import { scratch } from '../scratch.ts'

const record = (key: string): ClassRecord => ({ results: [], class: { id: 'name:jane', key } }) as unknown as ClassRecord

test('a second try at the same work outdates nothing, and other work does', async () => {
  const path = join(scratch(), 'results.jsonl')
  const ledger = await openLedger(path)
  for (const key of ['one', 'one']) await ledger.add(record(key))
  expect(ledger.outdated('name:jane')).toBeUndefined()
  await ledger.add(record('two'))
  expect([ledger.outdated('name:jane')?.key, ledger.newest('name:jane')?.key]).toEqual(['one', 'two'])
  await ledger.close()
})
