"""How much work a function does, counted and not timed, so that a test of it gives the same answer on any machine, busy or idle."""
import sys


def work(function, *arguments):
    """How many functions are called, those written in C included, while `function` runs."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return calls
