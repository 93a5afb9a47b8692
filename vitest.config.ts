import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['graders/test/**/*.test.ts'],
    // Takes a minute: npm run test:queue.
    exclude: ['graders/test/queue/large.test.ts'],
    // For a machine that has ten other things to do: nothing here comes near it by itself.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'threads',
    // The modules of the kit are loaded once for all files of a worker: loading them takes longer than many a file's tests.
    isolate: false,
    // Two at least: a machine of two cores would otherwise run one file after the other, and much of a test is waiting for programs.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    maxConcurrency: 4,
    // Real processes on a busy machine: what was late is asked again once, and the runner's list says so. Without (--retry=0) it has to hold as well.
    retry: 1,
  },
})
