// Q3. Write a program that creates a process. The child prints a line of its own;
// the parent waits for it, then prints a line.

import { fork } from 'node:child_process'
import { once } from 'node:events'

// One file, two roles. The parent starts this very file a second time, in a new process with a memory
// of its own, and tells it by an argument that it is the child.
if (process.argv[2] === 'child') {
  console.log(`child ${process.pid}: hello from a process of my own`)
} else {
  const child = fork(import.meta.filename, ['child'])

  // fork() returns at once: from here on both processes run side by side, and which one would print first is
  // anybody's guess. Awaiting the child's end puts them in order. Listen right away: an event that nobody
  // listens to yet is lost.
  const [code] = await once(child, 'exit')

  console.log(`parent ${process.pid}: my child ${child.pid} has ended with code ${code}`)
}
