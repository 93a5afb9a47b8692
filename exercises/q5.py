# Q5. Create a pool of worker processes. Four workers square 1, 2, 3, 4, 5;
# print the results in the order of the inputs: `[1, 4, 9, 16, 25]`; leave no worker behind.
#
# What it prints (spaces do not matter):
#
#   [1, 4, 9, 16, 25]
#
# The workers do the squaring; the parent hands out the numbers and prints. Whoever is done first,
# the order of the results stays that of the inputs. When all is done the workers end, and the parent sees to that.
#
# Where to look: the page of multiprocessing at https://docs.python.org/3/library/
# Check it:      npm run check q5
#
# TODO: write your program below this line.
