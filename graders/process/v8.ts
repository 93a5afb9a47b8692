/**
 * V8 starts up to four threads in each process to help its collector and its compilers, and keeps memory for each. One is enough: no program of these exercises
 * runs long enough to gain by more, a process that judges has others beside it, and strace stops for every thread that begins and ends. The threads
 * are there before any code runs: so this is given to a process at its start, as in the script `grade` of package.json.
 */
export const oneHelper = '--v8-pool-size=1'
