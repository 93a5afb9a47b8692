/**
 * True where the variable CI is set, as every service of that kind sets it. Then the long suites run as well: all hostile programs, and every fixture
 * under the second witness, too. Without it `npm test` takes a share of each, so that nobody avoids it because it takes too long.
 */
export const thorough = (process.env['CI'] ?? '') !== ''

/** Every `step`-th of the cases, of each kind from the first one on, or all of them where CI is set. */
export const share = <Case>(cases: readonly Case[], step: number, kindOf: (each: Case) => string = () => ''): readonly Case[] => {
  if (thorough) return cases
  const counts = new Map<string, number>()
  return cases.filter((each) => {
    const kind = kindOf(each)
    const before = counts.get(kind) ?? 0
    counts.set(kind, before + 1)
    return before % step === 0
  })
}

/** What a suite's name says of the cases that were left out. */
export const shareSaid = (step: number, ofWhat = ''): string =>
  thorough ? '' : ` (one in ${step}${ofWhat === '' ? '' : ` ${ofWhat}`}: all of them where the variable CI is set)`
