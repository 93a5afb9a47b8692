# Q3. Write a program that creates a process. The child prints a line of its own;
# the parent waits for it, then prints a line.

import os
from multiprocessing import Process


# What the child does: a plain function. It runs in a new process with a memory of its own.
def greet():
    print(f"child {os.getpid()}: hello from a process of my own")


# Where Python starts a child afresh (macOS, Windows, Linux from Python 3.14), the child imports this file to find greet().
# The guard keeps the child from running the parent's part again.
if __name__ == "__main__":
    # Pass the function itself. With parentheses, target=greet(), the parent would run it here and now.
    child = Process(target=greet)

    # start() returns at once: from here on both run side by side, and which one would print first is anybody's guess.
    child.start()

    # join() puts them in order: it returns when the child has ended.
    child.join()

    print(f"parent {os.getpid()}: my child {child.pid} has ended with code {child.exitcode}")
