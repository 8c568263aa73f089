"""How names are found: `precise`, the default, by the network of `network`; with ANALYSIS_NAMES set to `fast` in an eighth of the time by the
model of `people.recognition`, and then nothing is said of the tone towards them."""
import os

ENGINES = ("precise", "fast")


def engine():
    """The engine asked for. Raises ValueError for an unknown one."""
    name = os.environ.get("ANALYSIS_NAMES") or ENGINES[0]
    if name not in ENGINES:
        raise ValueError(f"ANALYSIS_NAMES={name}: there is no such engine; it is one of {', '.join(ENGINES)}")
    return name
