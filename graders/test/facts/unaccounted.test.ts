import { expect, test } from 'vitest'
import type { Execution } from '../../core/process.ts'
import { workerPrints } from '../../facts/output.ts'
import { evidence, imports } from './observed.ts'
import { main, said, worker } from '../report/builder.ts'

const text = `${imports}if __name__ == '__main__':\n    p = Process(target=print)\n    p.start()\n    p.join()\n`
const run = [main(20, { wrote: [said(15, 'main: done\n')] }), worker(1, 9)]
const verdictOn = (stdout: string, more: Partial<Execution> = {}) => workerPrints()(evidence(text, run, { stdout, ...more }))

test('what is on the screen, and in no write of the record, may be the child’s', () => {
  expect(verdictOn('child: hello\nmain: done\n')).toMatchObject({
    status: 'unclear',
    why: expect.stringContaining('“child: hello” is on the screen'),
  })
})

test('what is in the record is not', () => {
  expect(verdictOn('main: done\n')).toMatchObject({ status: 'failed' })
  expect(verdictOn('done\nmain:\n')).toMatchObject({ status: 'failed' })
})

test('nor is what was written in pieces, which stand in another order on the screen', () => {
  const pieces = [main(20, { wrote: [said(14, 'ma'), said(15, 'in')] }), worker(1, 9)]
  expect(workerPrints()(evidence(text, pieces, { stdout: 'inma' }))).toMatchObject({ status: 'failed' })
})

test('and where the record was cut, or knows of few writes, the screen tells nothing', () => {
  const screen = 'child: hello\nmain: done\n'
  expect(verdictOn(screen, { stopped: { why: 'time', limitMs: 10_000 } })).toMatchObject({ status: 'failed' })
  expect(verdictOn(screen, { witness: 'runtime' })).toMatchObject({ status: 'failed' })
})
