import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['graders/test/**/*.test.ts'],
    testTimeout: 60_000,
    pool: 'threads',
    maxConcurrency: 6,
    retry: process.env['CI'] === undefined ? 0 : 2,
  },
})
