"""`python -m analysis`: run the notebooks on SEEDS and publish what they show; `python -m analysis bench FILE`: measure speed."""
import argparse
import os
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    run = commands.add_parser("run", help="run the notebooks (the default)")
    run.add_argument("--seeds", help="folder or file with articles (default: SEEDS, or seeds)")
    run.add_argument("--out", help="folder to write to (default: OUT, or the project; with other seeds, out)")
    bench = commands.add_parser("bench", help="articles a second by stage")
    bench.add_argument("articles", nargs="?", default=None, help="folder or file with articles (default: the seeds, repeated)")
    accuracy = commands.add_parser("accuracy", help="measure on gold data and write data/accuracy.csv")
    accuracy.add_argument("script", help="a scoring script that prints lines of `name value`")
    arguments = parser.parse_args()
    {"bench": bench_command, "accuracy": accuracy_command}.get(arguments.command, run_command)(arguments)


def run_command(arguments):
    seeds = getattr(arguments, "seeds", None) or os.environ.get("SEEDS") or "seeds"
    out = getattr(arguments, "out", None) or os.environ.get("OUT") or ("." if seeds == "seeds" else "out")
    os.environ["SEEDS"], os.environ["OUT"] = str(Path(seeds).resolve()), str(Path(out).resolve())
    from . import house, publish
    from .articles import load_articles
    load_articles(house.seeds())               # bad input is named before anything runs
    house.reader_aliases()
    publish.run()
    print(f"Wrote {Path(out) / 'figures' / 'report.html'}: open it in a browser.")


def bench_command(arguments):
    from . import bench
    print(bench.stages(arguments.articles).to_string(index=False))


def accuracy_command(arguments):
    from . import bench
    print(bench.accuracy(arguments.script).to_string(index=False))


if __name__ == "__main__":
    main()
