import { defineConfig } from 'vitest/config'

/** What takes too long to be among the others: `npm run test:queue`. */
export default defineConfig({ test: { include: ['graders/test/queue/large.test.ts'], testTimeout: 60_000 } })
