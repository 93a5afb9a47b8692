# Q6. Write a program that creates 4 processes, each of which prints a different number;
# wait for all of them, then print a line.

from multiprocessing import Process


# What each child does. It shares no variable with its parent or with the other children:
# what it has to know, its number, is handed to it when it is started.
def show(number):
    print(number)


if __name__ == "__main__":
    # args is a tuple: a single argument needs the comma.
    children = [Process(target=show, args=(number,)) for number in (1, 2, 3, 4)]

    # First start all four, so that they run at the same time …
    for child in children:
        child.start()

    # … then wait for each. Joining inside the first loop would be correct too, but then never two of them
    # would run at the same time.
    for child in children:
        child.join()

    print("all four have ended")
