import { expect, test } from 'vitest'
import { evidenceOf } from '../facts/evidence.ts'
import { everyWorkerJoined } from '../facts/joined.ts'
import { readTypeScript } from '../source/typescript.ts'
import { execution, main, said, worker } from './report/builder.ts'

/** The verdict on a program whose children have all ended, in a run told by hand, long before main prints. */
const verdictOn = (onExit: string, begins = 0, children = 4) => {
  const text = `import { fork } from 'node:child_process'\nif (process.argv[2] === 'child') {\n  console.log(process.argv[3])\n} else {\nlet n = ${begins}\nawait new Promise<void>((resolve) => { for (let i = 0; i < 4; i++) fork('q6.ts', ['child', String(i)]).on('exit', () => { ${onExit} }) })\nawait new Promise((resolve) => setTimeout(resolve, 900))\nconsole.log('done')\n}\n`
  const files = [{ path: 'q6.ts', text }]
  const answer = { exercise: 'q6', language: 'ts', entry: 'q6.ts', files } as const
  const workers = Array.from({ length: children }, (_, index) => worker(10 + index, 300, { wrote: [said(200, `${index}\n`)] }))
  const run = execution([main(1100, { wrote: [said(1000, 'done\n')] }), ...workers])
  return everyWorkerJoined({ thenPrints: true, workers: children })(evidenceOf(answer, run, readTypeScript(files, 'q6.ts')))
}

test.each<[string, number, string]>([
  ['if (++n === 3) resolve()', 0, 'main goes on when 3 of the 4 have ended: that is what line 6 asks for'],
  ['n++; if (n >= 1) resolve()', 0, 'main goes on when the first of the 4 has ended: that is what line 6 asks for'],
  ['if (--n === 0) resolve()', 2, 'main goes on when 2 of the 4 have ended: that is what line 6 asks for'],
])('a count that is full too early waits for too few, however long main sleeps then: %s, from %i', (onExit, begins, seen) => {
  expect(verdictOn(onExit, begins)).toMatchObject({ status: 'failed', seen })
})

test.each<[string, number, number]>([
  ['if (++n === 4) resolve()', 0, 4],
  ['if (--n === 0) resolve()', 4, 4],
  ['if (++n === 3) resolve()', 0, 3],
])('one that is full with the last end waits for all: %s, from %i, with %i processes', (onExit, begins, children) => {
  expect(verdictOn(onExit, begins, children)).toMatchObject({ status: 'passed' })
})
