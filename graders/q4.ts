import { defineWritten } from './define-written.ts'

/** Q4: what a pool of processes is, and why it is used. */
export const q4 = defineWritten({
  id: 'q4',
  title: 'A pool, and what for',
  question: 'What is a multiprocessing pool? Why is it used?',
  hints: [
    'A kitchen has four cooks and a hundred orders. Nobody hires a cook for every order. What is a pool made of?',
    'Say what goes in, who does it, and what comes out.',
    'Then say what it spares you, and what it spares the machine.',
  ],
  rubric: new URL('q4.rubric', import.meta.url),
  variations: [
    'Look up `chunksize` on the page `multiprocessing` of Python’s documentation. What would it change for a million tiny tasks, and why?',
    'A pool of four has four tasks of one second, and one of four seconds. In which order would you hand them in, and when is the last one done?',
  ],
})
