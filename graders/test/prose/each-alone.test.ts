/** An answer that lacks one thing fails that check and no other; one mistake is told as that mistake and no other. */
import { describe, expect, test } from 'vitest'
import { graders } from '../../index.ts'

interface Told {
  /** For each check the sentence that earns it, and nothing else. */
  readonly earned: Readonly<Record<string, string>>
  /** For each mistake a sentence that makes it. */
  readonly mistaken: Readonly<Record<string, string>>
}

const answers: Readonly<Record<string, Told>> = {
  q1: {
    earned: {
      'parallel-processes': 'Multiprocessing means that several processes run at the same time.',
      cores: 'Each of the processes may sit on a different core.',
      'own-memory': 'Every process has its own variables, which the others cannot see.',
      gil: 'The global interpreter lock of Python does not hold them back.',
      speed: 'The result is there sooner.',
      'cpu-bound': 'It suits CPU-bound tasks.',
      'fault-isolation': 'When one process crashes, the others carry on.',
      scalability: 'The program scales as the machine grows.',
    },
    mistaken: {
      'shared-memory': 'The processes share the same memory.',
      'made-of-threads': 'Multiprocessing means running several threads inside one process.',
      'one-core': 'All the processes take turns on a single core.',
    },
  },
  q2: {
    earned: {
      memory: 'Processes have their own memory, whereas threads share memory.',
      parallelism: 'Eight processes keep eight cores busy, but eight threads of Python run one at a time because of the GIL.',
      workload: 'Processes suit CPU-bound tasks, threads suit I/O-bound tasks.',
      cost: 'A process is expensive to create, a thread is cheap to create.',
      communication: 'A process sends its results through a pipe or a queue, a thread reads the shared variables directly.',
      'fault-isolation': 'If a process crashes, the other processes keep running; if a thread crashes, the whole program may go down.',
      synchronisation: 'Threads need locks, otherwise there are race conditions.',
    },
    mistaken: {
      'swapped-memory': 'Threads have their own memory, whereas processes share memory.',
      'swapped-workload': 'Threads are better for CPU-bound tasks, processes are better for I/O-bound tasks.',
      'swapped-cost': 'A thread is more expensive to create than a process.',
      'swapped-parallelism': 'In Python threads run in parallel on several cores, whereas processes run one at a time because of the GIL.',
      'threads-one-core': 'All threads run on the same core.',
      'definitions-mixed': 'Multithreading means running several processes at once, multiprocessing means running several threads at once.',
    },
  },
  q4: {
    earned: {
      workers: 'A pool is a group of worker processes.',
      distributes: 'It hands out the tasks to whoever is free.',
      manages: 'One need not create and join every process by hand.',
      reuse: 'They are reused.',
      speed: 'The work is done sooner.',
      results: 'The results come back as a list in the order of the inputs.',
      limit: 'The machine is not overloaded by too many processes at once.',
      api: 'Its methods are map and apply_async.',
    },
    mistaken: {
      'pool-of-threads': 'A pool is a group of threads.',
      'process-per-task': 'The pool starts a new process for every task.',
      'pool-is-package': 'A multiprocessing pool is a package of Python that supports spawning processes.',
    },
  },
}

const judge = async (id: string, sentences: readonly string[]) => {
  const grader = graders.find(({ exercise }) => exercise.id === id)!
  const text = sentences.join('\n\n')
  const result = await grader.grade(
    { exercise: id, language: 'md', entry: `${id}.md`, files: [{ path: `${id}.md`, text }] },
    { timeoutMs: 10_000 },
  )
  return {
    failed: result.checks.flatMap((check) => (check.verdict.status === 'failed' ? [check.id] : [])),
    told: (result.misconceptions ?? []).map((misconception) => misconception.id),
    all: result.checks.map((check) => check.id),
  }
}

describe.each(Object.entries(answers))('%s', (id, { earned, mistaken }) => {
  const sentences = Object.values(earned)

  test('whoever says everything fails nothing, and everything that is asked for is here', async () => {
    const { failed, told, all } = await judge(id, sentences)
    expect({ failed, told, all: all.toSorted() }).toEqual({ failed: [], told: [], all: Object.keys(earned).toSorted() })
  })

  test.each(Object.keys(earned))('whoever leaves out %s fails that alone', async (lacking) => {
    const { failed, told } = await judge(
      id,
      Object.entries(earned).flatMap(([check, sentence]) => (check === lacking ? [] : [sentence])),
    )
    expect({ failed, told }).toEqual({ failed: [lacking], told: [] })
  })

  test.each(Object.entries(mistaken))('whoever is wrong about %s is told that alone', async (mistake, sentence) => {
    expect((await judge(id, [sentence])).told).toEqual([mistake])
  })
})
