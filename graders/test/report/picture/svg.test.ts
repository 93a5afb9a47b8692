import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import type { Execution } from '../../../core/process.ts'
import { timelineOf } from '../../../report/picture/lanes.ts'
import { renderSvg, timelineStyle } from '../../../report/picture/svg.ts'
import { execution, fourWorkers, main, said, worker } from '../builder.ts'

const draw = (run: Execution) => renderSvg(timelineOf(run), 'q6')

const hostile = '</text><script>alert("1")</script>&amp;\u001b\u0000\ufffe\ud800\u202e\' onload=x'

const runs: readonly (readonly [string, Execution])[] = [
  ['four workers', fourWorkers()],
  ['hostile words', execution([main(30, { wrote: [said(1, `${hostile}\n`)], exit: { signal: '<b>"&' } }), worker(1, 2)])],
  [
    'processes that never ended',
    execution([main(null), worker(20, null, { parent: 9 })], { durationMs: 10_042, stopped: { why: 'time', limitMs: 10_000 } }),
  ],
  ['late and missing reapers', execution([main(100), worker(1, 9, { reapedMs: 90 }), worker(2, 9, { reapedBy: null, reapedMs: null })])],
]

const faultsOf = (xml: string): string[] => {
  const faults: string[] = []
  const parser = new SaxesParser()
  parser.on('error', ({ message }) => faults.push(message))
  parser.write(xml).close()
  return faults
}

describe('the picture for a page', () => {
  test.each(runs)('is well-formed: %s', (_, run) => {
    expect(faultsOf(draw(run))).toEqual([])
  })

  test.each(runs)('has no script, no link and no style that is not asked for: %s', (_, run) => {
    expect(draw(run)).not.toMatch(/<(?:script|style|a|image|foreignObject|use)\b|\son[a-z]+="|href=|style="/)
  })

  test('is named and told in words', () => {
    const svg = draw(fourWorkers())
    expect(svg).toContain('role="img" aria-labelledby="q6-title q6-desc"')
    expect(/<title id="q6-title">(.*?)<\/title>/.exec(svg)?.[1]).toMatchInlineSnapshot(`"5 processes in 284 ms"`)
    expect(/<desc id="q6-desc">(.*?)<\/desc>/.exec(svg)?.[1]!.replaceAll('. ', '.\n')).toMatchInlineSnapshot(`
      "main ran from 0 ms, wrote 1 time from 276 ms, beginning with “all done”, was quiet for 198 ms until children ended, ended at 284 ms (exit 0).
      w1 was started by main at 32 ms, wrote 1 time from 148 ms, beginning with “1”, ended at 170 ms (exit 0), and was reaped by main at 170 ms.
      w2 was started by main at 44 ms, wrote 1 time from 160 ms, beginning with “2”, ended at 182 ms (exit 0), and was reaped by main at 182 ms.
      w3 was started by main at 56 ms, wrote 1 time from 172 ms, beginning with “3”, ended at 194 ms (exit 0), and was reaped by main at 194 ms.
      w4 was started by main at 68 ms, wrote 1 time from 244 ms, beginning with “4”, ended at 266 ms (exit 0), and was reaped by main at 266 ms."
    `)
  })

  test('stays inside its frame', () => {
    for (const [, run] of runs) {
      const svg = draw(run)
      for (const [, at] of svg.matchAll(/\s(?:x|x1|x2|cx)="([^"]*)"/g)) expect(Number(at) >= 0 && Number(at) <= 960, `x ${at}`).toBe(true)
    }
  })

  test('has colours for light and dark', () => expect(timelineStyle).toContain('@media screen and (prefers-color-scheme: dark)'))
})
