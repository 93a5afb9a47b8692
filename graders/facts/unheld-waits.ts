/** Waits that stand in the source and do not hold main back: what they are, and what to ask of whoever wrote them. */
import type { Unheld } from '../source/facts.ts'
import type { Topic } from './hints.ts'

interface Words {
  readonly topic: Topic
  readonly says: string
  readonly asks: string
}

/** By why they do not. */
export const unheldWaits: Readonly<Record<Unheld['why'], Words>> = {
  dropped: {
    topic: 'wait-not-called',
    says: 'a promise for the end of a process is made here, and nothing awaits it',
    asks: 'Which lines run while that promise is still open? What holds main back until it has settled?',
  },
  forEach: {
    topic: 'went-on',
    says: 'forEach() calls the async function for each process and goes on at once; it does not wait for what they await',
    asks: 'Which kind of loop waits at each await in it? Or: who could keep all these promises and await them together?',
  },
  race: {
    topic: 'went-on',
    says: 'this promise settles as soon as the first process has ended',
    asks: 'How many ends does main have to wait for? What settles only when all of them are there?',
  },
  'first-end': {
    topic: 'went-on',
    says: 'the answer to this question is another one as soon as the first process has ended',
    asks: 'How many ends does main have to wait for? Which question has another answer only when all of them are there?',
  },
  'not-last': {
    topic: 'went-on',
    says: 'the answer to this question is another one before the last process has ended',
    asks: 'How many ends does main have to wait for? Which question has another answer only when all of them are there?',
  },
  'at-once': {
    topic: 'went-on',
    says: 'this promise is settled from the start, whatever the processes do, and so main goes on at once',
    asks: 'What settles it so early? And what alone should settle it?',
  },
  'no-promise': {
    topic: 'not-waited-for',
    says: 'a process is awaited here as if it were a promise, and so main goes on at once',
    asks: 'What does await wait for, and what gives you such a thing for the end of a process?',
  },
}
