import { type Call, stringsIn } from '../calls.ts'
import { firstNumber } from './wall-scripts.ts'

/**
 * A record of the sandbox tells of more than the program, and by other numbers.
 *
 * Theory of operation. The record begins with the processes that set the sandbox up. They stand in front of the program to its end and are
 * no part of it: every process that the record names before one becomes the program is one of them.
 *
 * strace numbers every task as a process namespace outside the program's does, while calls return the program's own numbers. To have strace
 * translate them would cost more than all its other work. But every new task of the inner namespace takes the next number in both. So the
 * distance between its two numbers stays the same, and is known from the program's first process. Only tasks that are made at the same
 * moment may come in another order here than there: then the kernel is asked.
 */
export interface Around {
  /** The command that makes a process the program's first. */
  readonly program: readonly string[]
  /** The number that a task knows itself by, while it is there. */
  readonly lookUp: (task: number) => number | null
}

/** Whether a call makes its process the program's first. The record has one character for each byte. */
export const begins = ({ name, args, result }: Call, program: readonly string[]): boolean => {
  if (name !== 'execve' || result !== '0') return false
  const [file, , ...rest] = stringsIn(args)
  const argv = [file, ...rest]
  return argv.length === program.length && argv.every((word, index) => word === Buffer.from(program[index]!).toString('latin1'))
}

/** The numbers of tasks: strace's, and those that the program is told. */
export interface Numbers {
  /** `alone` where no other task was made at the same moment; `isKnown` for tasks of whom it is known already who made them. */
  readonly taskOf: (told: number, alone: boolean, isKnown: (task: number) => boolean) => number
  readonly toldOf: (task: number) => number
}

/** Outside of a sandbox a task has one number. */
export const sameNumbers: Numbers = { taskOf: (told) => told, toldOf: (task) => task }

/** How far numbers that were given out at the same moment may lie apart. */
const near = [0, -1, 1, -2, 2, -3, 3, -4, 4]

/** `main` is strace's number of the program's first process. */
export const numbersWithin = (main: number, lookUp: Around['lookUp']): Numbers => {
  const distance = main - firstNumber
  const swapped = new Map<number, number>()
  return {
    taskOf: (told, alone, isKnown) => {
      const expected = told + distance
      if (alone) return expected
      const open = near.map((step) => expected + step).filter((task) => !isKnown(task))
      const task = open.find((each) => lookUp(each) === told) ?? open.find((each) => lookUp(each) === null) ?? expected
      if (task !== expected) swapped.set(task, told)
      return task
    },
    toldOf: (task) => swapped.get(task) ?? task - distance,
  }
}
