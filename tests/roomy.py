"""Room on the interpreter's stack, so that no loop far down pays for where it happens to stand."""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

# 1 MiB asked for at once is given as a piece of 2 MiB: half of it stays for all that is called from here.
WORDS = 2**17


def roomy(call: Callable[[], Answer]) -> Answer:
    """What `call` answers, called with about 1 MiB of the interpreter's stack before it (8 bytes a word). Only what
    is used of it takes memory."""
    return call()


# CPython 3.11 keeps its frames in pieces of 16 KiB and gives a piece back to the system when the last frame leaves it:
# a call made again and again across such an edge asks the system for memory each time. One large frame asks once.
roomy.__code__ = roomy.__code__.replace(co_stacksize=WORDS)
