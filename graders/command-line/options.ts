/** Options that several commands understand. */
import { Option } from 'commander'
import { seconds, wholeNumber } from './values.ts'

/** Without colours. */
export const noColor = (): Option => new Option('--no-color', 'print without colours (so does the variable NO_COLOR)')

/** How long a program may run. */
export const timeout = (what = 'time limit for each program'): Option =>
  new Option('--timeout <seconds>', what).argParser(seconds).default(10)

/** In which language, where somebody works in both. */
export const byLanguage = (): Option => new Option('--lang <language>', 'in this language, where you work in both').choices(['ts', 'py'])

/** How many submissions are graded at the same time. */
export const jobsAtOnce = (): Option =>
  new Option('--jobs <number>', 'how many submissions are graded at once; as many as there are cores without it').argParser(
    wholeNumber(1, 256),
  )

/** Where the queue is. By itself it says no more than the variable does. */
export const queueAddress = (): Option =>
  new Option('--queue [address]', 'postgres://USER@HOST/DATABASE; without it, what the variable JOINERY_QUEUE says').preset('')
