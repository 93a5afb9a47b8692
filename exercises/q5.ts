// Q5. Create a pool of worker processes. Four workers square 1, 2, 3, 4, 5;
// print the results in the order of the inputs: `[1, 4, 9, 16, 25]`; leave no worker behind.
//
// What it prints (spaces do not matter):
//
//   [1, 4, 9, 16, 25]
//
// The workers do the squaring and send back what they got; the parent hands out the numbers and prints.
// There are five numbers and four workers: whoever is free first gets the fifth. Whoever is done first,
// the order of the results stays that of the inputs. When all is done the workers end, and the parent waits for that.
// Write the pool yourself: it takes fewer than 60 lines.
//
// Where to look: the pages of node:child_process, node:events and process at https://nodejs.org/api/
// Check it:      npm run check q5
//
// TODO: write your program below this line.
