# Q3. Write a program that creates a process. The child prints a line of its own;
# the parent waits for it, then prints a line.
#
# What it may print (the words and the process ids are yours):
#
#   child 4712: hello from a process of my own
#   parent 4711: my child has ended
#
# The first line comes from the child itself, the second from the parent, and only after the child has ended.
#
# Where to look: the pages of multiprocessing and os at https://docs.python.org/3/library/
# Check it:      npm run check q3
#
# TODO: write your program below this line.
