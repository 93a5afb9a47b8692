import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { home } from '../../home.ts'
import { graders } from '../../index.ts'
import { enough, measureIntake } from '../../bench/intake.ts'

/** Real submissions, split by hand; they are no part of the project. */
const corpus = join(home, '..', 'shared', 'corpus')
const here = existsSync(join(corpus, 'answers'))
const reason = here ? '' : ' (skipped: the folder ../shared/corpus with real submissions is not here)'

test.skipIf(!here)(`98 of 100 real answers land on the right question${reason}`, async () => {
  const matches = await measureIntake(
    corpus,
    graders.map(({ exercise }) => exercise),
  )
  const found = matches.filter(({ overlap }) => overlap >= enough)
  expect(matches.length).toBeGreaterThan(300)
  expect(found.length / matches.length).toBeGreaterThanOrEqual(0.98)
})
