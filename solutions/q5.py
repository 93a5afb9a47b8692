# Q5. Create a pool of worker processes. Four workers square 1, 2, 3, 4, 5;
# print the results in the order of the inputs: `[1, 4, 9, 16, 25]`; leave no worker behind.

from multiprocessing import Pool


# The task. It stands at the top of the file, because the workers look it up by its name.
def square(number):
    return number * number


if __name__ == "__main__":
    # The pool starts its four workers once and gives them one task after another: starting a process costs
    # far more than squaring a number.
    with Pool(processes=4) as pool:
        # map() hands out the inputs, waits for all results and returns them in the order of the inputs,
        # whichever worker is done first.
        squares = pool.map(square, [1, 2, 3, 4, 5])

        # close() says that no more tasks will come, so that every worker ends by itself; join() waits until all have.
        # Without them, leaving the block would end the workers by a signal, in the middle of whatever they do.
        pool.close()
        pool.join()

    print(squares)
