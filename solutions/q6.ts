// Q6. Write a program that creates 4 processes, each of which prints a different number;
// wait for all of them, then print a line.

import { fork } from 'node:child_process'
import { once } from 'node:events'

const [role, number] = process.argv.slice(2)

if (role === 'child') {
  // A child shares no variable with its parent or with the other children. What it has to know, its number,
  // was handed to it when it was started.
  console.log(number)
} else {
  // First start all four, then wait. To await each one before starting the next would be correct too,
  // but then never two of them would run at the same time.
  const children = [1, 2, 3, 4].map((each) => fork(import.meta.filename, ['child', String(each)]))

  // The four may end in any order. Promise.all is done when the last of them is.
  await Promise.all(children.map((child) => once(child, 'exit')))

  console.log('all four have ended')
}
