import { defineWritten } from './define-written.ts'

/** Q1: what multiprocessing is, and why it is useful. */
export const q1 = defineWritten({
  id: 'q1',
  title: 'Multiprocessing, and what for',
  question: 'What is multiprocessing? Why is it useful?',
  hints: [
    'Your computer plays music while you write. How many programs run at that moment, and who keeps them apart?',
    'Say first what it is: what runs, how much of it at once, and on which part of the machine.',
    'Then say what it is good for: who gains, with what kind of work, and what is safer than before?',
  ],
  rubric: new URL('q1.rubric', import.meta.url),
  variations: [
    'Prove one of your claims: let a program count to a hundred million twice, once in one process and once in two, and take the time of both.',
    'Say it in a minute to somebody who has never programmed; the kitchen with its cooks is allowed. Which of your ideas did you leave out?',
  ],
})
