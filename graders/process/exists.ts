import { codeOf } from '../core/errors.ts'

/** Whether there is a process of this number, whoever's it is: one of another account may not be reached, and is there all the same. */
export const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}
