"""One zip with what a run wrote: report, gallery, charts, tables, what they mean, and what they were made of."""
import hashlib
import io
import json
import os
import platform
import re
import subprocess
import zipfile
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import pandas as pd

from .. import escaping, lexicons, output, project, tables
from ..articles.files import article_files
from . import ours, prose, publish, workbook

NAME = "quellenlage-share"
MODELS = project.ROOT / "analysis" / "models"
TEXTS = ("article_id", "title", "name", "text")         # columns that are text even where they look like numbers
TIMES = ("published", "begin", "end_date")


def write():
    """Pack what the last run wrote to OUT into `OUT/quellenlage-share.zip`; returns its path.

    Two runs on the same articles give the same bytes, but for the date in the manifest (that of SOURCE_DATE_EPOCH, if set).
    Raises FileNotFoundError if there was no run.
    """
    files = {**charts(), **data(), **terms()}
    files["README.html"] = start(files)
    files["manifest.json"] = json.dumps(manifest(files), ensure_ascii=False, indent=1).encode()
    path = project.out() / f"{NAME}.zip"
    output.replace(path, packed(files))
    return path


# ---------------------------------------------------------------- contents: name in the zip -> bytes
def charts():
    """Report, gallery, charts and the pages of articles, in the folder and under the names their links use."""
    folder = project.figures()
    pages = [folder / "report.html", folder / "index.html"]
    if missing := [str(page) for page in pages if not page.exists()]:
        raise FileNotFoundError(f"nothing to share: no {', '.join(missing)}; run `python -m analysis` first, with the same OUT")
    pictures = [path for png in folder.glob("[0-9]*.png") for path in folder.glob(f"{png.stem}.*") if path.suffix in (".png", ".svg", ".csv")]
    articles = [publish.articles_folder() / name for name in ours.names(publish.articles_mark())]
    narrow = [picture for path in pictures if (picture := folder / "narrow" / path.name).exists()]
    return {f"figures/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in [*pages, *pictures, *narrow, *articles]}


def data():
    """The tables the dictionary knows, as CSV and as a workbook (without those too long for a sheet), and the dictionary."""
    dictionary = (project.ROOT / "data" / "README.md").read_text(encoding="utf-8")
    ours = explained(dictionary)
    paths = [path for path in sorted((project.out() / "data").glob("*.csv")) if path.stem in ours]
    sheets = {path.stem: table for path in paths if len(table := read(path)) <= workbook.MOST_ROWS}
    return {**{f"data/{path.name}": path.read_bytes() for path in paths}, "data/tables.xlsx": workbook.content(sheets),
            "data/README.md": dictionary.encode(), "data/README.html": document("Data dictionary", dictionary)}


def explained(dictionary):
    """The tables with a section or a row of their own in the dictionary: other files in the folder are the reader's. What the reader's files
    are called (`refused`, `notes`) is nobody else's business."""
    sections, _, rows = dictionary.partition("## What else")
    return {*re.findall(r"^## (\w+):", sections, re.M), *re.findall(r"^\| (\w+) \|", rows, re.M)} - {"refused", "notes"}


def read(path):
    """A table as `output.write` wrote it, with times as times and without the apostrophes that guard a CSV from spreadsheets."""
    columns = pd.read_csv(path, nrows=0).columns
    known = tables.COLUMNS.get(path.stem, {})
    text = [name for name in columns if known.get(name) in ("str", "object") or name in TEXTS]
    table = pd.read_csv(path, dtype=dict.fromkeys(text, "str"), parse_dates=[name for name in columns if name in TIMES],
                        date_format="ISO8601", keep_default_na=False, na_values=[""], low_memory=False)
    words = table.select_dtypes(["str", "object"])
    whole = table.assign(**{name: words[name].map(escaping.text_of_cell, na_action="ignore") for name in words})
    return whole.rename(columns=escaping.text_of_cell)


def terms():
    """The licences and attributions of what the run was made with."""
    readmes = {"lexicons": lexicons.FOLDER / "README.md", "models": MODELS / "README.md", "articles": project.seeds() / "README.md"}
    pages = {f"terms/{name}.html": document(name.capitalize(), path.read_text(encoding="utf-8-sig", errors="replace"))
             for name, path in readmes.items() if path.is_file()}
    return {**pages, "terms/LICENSE.txt": (project.ROOT / "LICENSE").read_bytes()}


def start(files):
    """The page to open first."""
    n_articles = len(read(project.out() / "data" / "articles.csv"))
    text = (publish.TEMPLATES / "share.md").read_text(encoding="utf-8").format(
        articles=f"{n_articles:,} article{'' if n_articles == 1 else 's'}",
        pages="- [A page for each article](figures/articles/index.html): its text, and its figures, dates, voices and tone, each linked to its place there.\n"
              if "figures/articles/index.html" in files else "",
        tables=", ".join(f"[{name.removeprefix('data/')}]({name})" for name in sorted(files) if name.startswith("data/") and name.endswith(".csv")),
        seeds="[What is known of their terms](terms/articles.html)." if "terms/articles.html" in files else "")
    return document("Quellenlage", text)


def document(title, markdown):
    """Markdown as a page of its own."""
    body = re.sub(r"<table>.*?</table>", r'<div class="scroll" tabindex="0">\g<0></div>', prose.html(markdown), flags=re.S)
    return publish.page(title, body)


# ---------------------------------------------------------------- manifest
def manifest(files):
    """What made the files: versions, commit, date; the articles read and the files packed, each with its SHA-256."""
    seeds = {name: file for name, file in article_files(project.seeds()) if isinstance(file, Path)}
    return {
        "date": datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or datetime.now().timestamp()), UTC).isoformat(),
        "python": platform.python_version(), "packages": packages(), "commit": commit(),
        "seeds": {name: digest(file.read_bytes()) for name, file in seeds.items()},
        "files": {name: digest(files[name]) for name in sorted(files)},
    }


def packages():
    """Versions of what the package itself requires."""
    names = {re.match(r"[\w.-]+", requirement)[0] for requirement in metadata.requires("quellenlage")}
    return {name: metadata.version(name) for name in sorted(names, key=str.lower)}


def commit():
    """The project's commit, with `-dirty` if files differ from it; None outside of git."""
    if not (project.ROOT / ".git").exists():
        return None
    try:
        described = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"], cwd=project.ROOT,
                                   capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return described.stdout.strip() or None


def digest(content):
    return hashlib.sha256(content).hexdigest()


def packed(files):
    """The zip's bytes: entries in name order under one folder, none with a time of its own."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{NAME}/{name}")      # of 1980: not the clock
            entry.external_attr, entry.compress_type, entry.create_system = 0o644 << 16, zipfile.ZIP_DEFLATED, 3      # 3: Unix, on every system
            archive.writestr(entry, files[name])
    return content.getvalue()
