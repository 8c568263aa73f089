"""`python -m analysis` runs the notebooks on SEEDS and publishes what they show; `python -m analysis tables PATH --out DIR`
writes the tables alone, of any number of articles. Exit codes: 0 all was read; 3 something was refused, listed in refused.csv; 1 it
stopped, or a notebook did, and said why."""
import argparse
import os
import sys
from contextlib import ExitStack
from pathlib import Path

A_NOTEBOOK_STOPPED, SOME_REFUSED = 1, 3      # exit codes
MOST_NAMED = 20                # problems a message lists
NARROWEST, WIDEST = 300, 10_000        # pixels


def main():
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    run = commands.add_parser("run", help="run the notebooks (the default)")
    share = commands.add_parser("share", help="run the notebooks and pack what they show into quellenlage-share.zip")
    own = commands.add_parser("export", help="one chart, with a title, a source line, a width and formats of your own")
    own.add_argument("chart", help="its name, as 02_ledger: that of its files in figures/")
    own.add_argument("--title", help="(default: the chart's own)")
    own.add_argument("--credit", help="the source line below it (default: the chart's own)")
    own.add_argument("--width", type=pixels, help=f"of PNG and SVG, in pixels, {NARROWEST} to {WIDEST} (default: 1720)")
    own.add_argument("--format", nargs="+", choices=("png", "svg", "pdf", "csv"), default=("png", "svg", "pdf"), help="(default: png svg pdf)")
    own.add_argument("--to", help="folder to write to (default: exports in OUT)")
    for command in (run, share, own):
        command.add_argument("--seeds", help="folder or file with articles (default: SEEDS, or seeds)")
        command.add_argument("--out", help="folder to write to (default: OUT, or the project; with other seeds, out)")
        command.add_argument("--look-at", help="article_id of the one article notebooks 01 to 05 are about (default: LOOK_AT, or all)")
        command.add_argument("--source", help="name of the one source notebooks 02 to 05 are about (default: SOURCE, or everything)")
        command.add_argument("--language", choices=("en", "de"), help="language of charts and findings (default: the first of them in LANGUAGE, or en)")
    batches = commands.add_parser("tables", help="the tables alone, of any number of articles")
    batches.add_argument("path", help="folder or file with articles")
    batches.add_argument("--out", required=True, help="folder to write to; an interrupted run goes on there")
    batches.add_argument("--format", choices=("parquet", "csv", "xlsx"), default="parquet")
    batches.add_argument("--jobs", type=int, default=1, help="processes on this machine (default: 1)")
    batches.add_argument("--cluster", help="address of a Dask scheduler, such as tcp://host:8786")
    bench = commands.add_parser("bench", help="articles a second by stage")
    bench.add_argument("articles", nargs="?", default=None, help="folder or file with articles (default: the seeds, repeated)")
    for command in (run, share, own, batches, bench):
        command.add_argument("--names", choices=("precise", "fast"), help="how names are found: by a network, or in an eighth of the time "
                             "by a smaller model, without the tone towards them (default: ANALYSIS_NAMES, or precise)")
    accuracy = commands.add_parser("accuracy", help="measure on gold data and write data/accuracy.csv")
    accuracy.add_argument("script", help="a scoring script that prints lines of `name value`")
    asked = sys.argv[1:] or ["run"]
    arguments = parser.parse_args(["run", *asked] if asked[0].startswith("--") and asked[0] != "--help" else asked)
    if getattr(arguments, "names", None):
        os.environ["ANALYSIS_NAMES"] = arguments.names
    for name in ("look_at", "source", "language"):
        if getattr(arguments, name, None):
            os.environ[name.upper()] = getattr(arguments, name)
    chosen = {"share": share_command, "export": export_command, "tables": tables_command, "bench": bench_command, "accuracy": accuracy_command}
    sys.exit(chosen.get(arguments.command, run_command)(arguments))


def pixels(text):
    """A width that was asked for."""
    if not text.isdecimal() or not NARROWEST <= int(text) <= WIDEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of pixels from {NARROWEST} to {WIDEST}")
    return int(text)


def where(arguments):
    """Set SEEDS and OUT as they were asked for; returns OUT in the reader's words."""
    seeds = getattr(arguments, "seeds", None) or os.environ.get("SEEDS") or "seeds"
    out = getattr(arguments, "out", None) or os.environ.get("OUT") or ("." if seeds == "seeds" else "out")
    os.environ["SEEDS"], os.environ["OUT"] = str(Path(seeds).resolve()), str(Path(out).resolve())
    return out


def run_command(arguments):
    out = where(arguments)
    from . import project
    from .articles.files import keep_apart
    from .publishing import claim, publish
    with ExitStack() as until_the_end:
        try:
            keep_apart(project.seeds(), project.out(), claim.FOLDERS)
            until_the_end.enter_context(claim.claimed(sorted(publish.NOTEBOOKS.glob("*.ipynb"))))
            named = read_articles()
            check_choice()
            publish.check_pages()
        except (ValueError, OSError) as error:
            sys.exit(told(error, out))
        for name, rows in named.items():
            write_list(name, rows)
        stopped = publish.run()
    print(f"Wrote {Path(out) / project.figures().relative_to(project.out()) / 'report.html'}: open it in a browser.")
    for name, what in {"refused": "could not be read", "notes": "is to be looked at"}.items():
        if named[name]:
            print(f"{len(named[name])} thing(s) {what}: see {Path(out) / 'data' / f'{name}.csv'}.")
    for line in stopped:
        print(f"Stopped: {line}", file=sys.stderr)
    return A_NOTEBOOK_STOPPED if stopped else SOME_REFUSED if named["refused"] else 0


def read_articles():
    """Read the articles, before any notebook does, into tables that all of them find there. Returns what could not be read
    (`refused`) and what was read although it is odd (`notes`)."""
    from . import project
    from .publishing import loading
    done = loading.bring_up_to_date(project.seeds())
    if not done.n_articles:
        named = "\n".join(f"- {problem}" for problem in done.refused[:MOST_NAMED])
        raise ValueError(f"{project.seeds()}: {len(done.refused)} problem(s), nothing was loaded:\n{named}")
    if done.n_foreign:
        print(f"{done.n_foreign} article(s) are not in German: in no table but articles (column language).", file=sys.stderr)
    if done.n_foreign == done.n_articles:
        raise ValueError(f"{project.seeds()}: no article in German")
    return {"refused": done.refused, "notes": done.notes}


def check_choice():
    """Refuse an article or a source that is not there before any notebook runs."""
    from . import project, selection
    if project.look_at() or project.source():
        from .publishing import loading
        selection.chosen(loading.load_tables(), project.look_at(), project.source())


def write_list(name, rows):
    """`data/<name>.csv`, or no such file if there are no rows."""
    import pandas as pd

    from . import output, project
    from .articles.files import Refused
    (project.out() / "data" / f"{name}.csv").unlink(missing_ok=True)
    if rows:
        output.write(pd.DataFrame(rows, columns=Refused._fields), name)


def share_command(arguments):
    code = run_command(arguments)
    if code == A_NOTEBOOK_STOPPED:
        print("Packed nothing to share: a part of the report is missing, and its charts and tables may be those of an earlier run.", file=sys.stderr)
        return code
    from .publishing import share
    print(f"Wrote {share.write()}.")
    return code


def export_command(arguments):
    out = where(arguments)
    from .publishing import one_chart
    folder = Path(arguments.to or Path(out) / "exports").resolve()
    try:
        shown = one_chart.export(arguments.chart, title=arguments.title, credit=arguments.credit, width=arguments.width, formats=arguments.format, folder=folder)
    except (ValueError, OSError) as error:
        sys.exit(told(error, folder))
    if not hasattr(shown, "png"):
        sys.exit(shown.data)
    for form in arguments.format:
        print(f"Wrote {folder / f'{arguments.chart}.{form}'}.")
    return 0


def tables_command(arguments):
    from .publishing import batches
    try:
        done = batches.run(arguments.path, arguments.out, form=arguments.format, jobs=arguments.jobs, cluster=arguments.cluster)
    except (ValueError, OSError) as error:
        sys.exit(told(error, arguments.out))
    foreign = f", {done.n_foreign:,} of them not in German and not analysed" if done.n_foreign else ""
    refused = f"{len(done.refused):,} refused, see {Path(arguments.out) / 'refused.csv'}" if done.refused else "none refused"
    noted = f"; {len(done.notes):,} to be looked at, see {Path(arguments.out) / 'notes.csv'}" if done.notes else ""
    print(f"{done.n_articles:,} articles read{foreign}; {refused}{noted}.")
    return SOME_REFUSED if done.refused else 0


def told(error, out):
    """What stopped the run; of a fault of the disk, where, and what to do."""
    if isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        return f"{out}: {error.strerror}{where}; what was finished is kept: put it right, then give the same command again"
    return str(error)


def bench_command(arguments):
    from .training import bench
    print(bench.stages(arguments.articles).to_string(index=False))


def accuracy_command(arguments):
    from .training import bench
    print(bench.accuracy(arguments.script).to_string(index=False))


if __name__ == "__main__":
    main()
