"""Do the tests notice small faults? mutmut puts them into the code one at a time (`<` becomes `<=`, 2 becomes 3, a word another),
and runs the tests that reach the place; `pyproject.toml` says in which files and by which tests.

    make mutations            # 200 faults, the same in every run
    make mutations N=50

Prints how many of them were noticed in each wing, and the names of the others; `.venv/bin/mutmut show NAME` shows one. Constants and
functions with a decorator are left as they are. Half an hour on two idle cores; `mutants/` holds the copies and may be deleted.
"""
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

MUTMUT = [sys.executable, "-m", "mutmut", "run", "--max-children", "2"]
NOTICED = {1, 3, -24, 24, 36, 152, 255}        # exit codes of pytest that failed, or that a fault kept busy for ever
SEED = 1


def faults():
    """Name of each fault -> exit code of the tests, None if they did not run."""
    return {name: code for file in sorted(Path("mutants").rglob("*.meta")) for name, code in json.loads(file.read_text())["exit_code_by_key"].items()}


def wing(name):
    return name.split(".")[1]


def main(number=200):
    first = subprocess.run([*MUTMUT, "no.such.fault"], stderr=subprocess.DEVNULL, check=False)      # makes all, sees which test reaches which function, and stops
    if not faults() or not Path("mutants/mutmut-stats.json").exists():
        sys.exit(f"mutmut stopped with {first.returncode} before the first fault: run `{' '.join(MUTMUT)}` to see why")
    chosen = sorted(random.Random(SEED).sample(sorted(faults()), number))
    subprocess.run([*MUTMUT, *chosen], check=True)
    codes = {name: code for name, code in faults().items() if name in set(chosen)}
    missed = [name for name, code in codes.items() if code not in NOTICED]
    whole, left = Counter(map(wing, codes)), Counter(map(wing, missed))
    for name in sorted(whole):
        print(f"{name:12} {whole[name] - left[name]:3} of {whole[name]:3} noticed")
    print(f"{'all':12} {len(codes) - len(missed):3} of {len(codes):3} noticed, {1 - len(missed) / len(codes):.0%}", *missed, sep="\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
