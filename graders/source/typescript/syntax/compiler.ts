/** The compiler inside ts-morph, without the rest of ts-morph, which takes longer to load than the compiler itself. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ts } from 'ts-morph'
import { cacheFolder } from '../../../home.ts'
import { requireKept } from '../../../startup/code-cache.cjs'

const load = (): typeof ts => {
  const require = createRequire(createRequire(import.meta.url).resolve('ts-morph'))
  return requireKept(join(dirname(require.resolve('@ts-morph/common')), 'typescript.js'), cacheFolder()) as typeof ts
}

/** TypeScript's compiler, for its parser. */
export const compiler = load()
