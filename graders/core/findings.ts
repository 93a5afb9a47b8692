import type { Failed, Finding, Quote } from './types.ts'

/** The check holds; `seen` says by what evidence. */
export const passed = (seen: string, evidence: readonly Quote[] = []): Finding => ({ status: 'passed', seen, ...quotes(evidence) })

/** The check does not hold: what was expected, what was seen, and one next step. */
export const failed = (expected: string, seen: string, hint: string, evidence: readonly Quote[] = []): Failed => ({
  status: 'failed',
  expected,
  seen,
  hint,
  ...quotes(evidence),
})

/** The evidence is not enough to say either; `why` tells a person what to look at. */
export const unclear = (why: string, evidence: readonly Quote[] = []): Finding => ({ status: 'unclear', why, ...quotes(evidence) })

const quotes = (evidence: readonly Quote[]) => (evidence.length > 0 ? { evidence } : {})
