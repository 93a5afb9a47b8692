// Q6. Write a program that creates 4 processes, each of which prints a different number;
// wait for all of them, then print a line.
//
// What it may print (the numbers may come in any order, the last line is the parent's):
//
//   2
//   1
//   4
//   3
//   all four have ended
//
// Each number is printed by a process of its own. The parent prints none of them.
//
// Where to look: the pages of node:child_process, node:events and process at https://nodejs.org/api/
// Check it:      npm run check q6
//
// TODO: write your program below this line.
