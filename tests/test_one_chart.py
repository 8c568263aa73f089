"""A chart by itself: its own title, source line, width and formats, from the tables that its notebook makes."""
import subprocess
import sys

import pandas as pd
import pytest
from PIL import Image
from test_charts import ROLL

from analysis import project
from analysis.publishing import one_chart
from analysis.report import export

ARTICLES = pd.DataFrame({"article_id": ["a", "b"]})


@pytest.mark.parametrize("width", [300, 1200, 1719, 3333])
def test_a_picture_is_as_wide_as_asked(width, tmp_path):
    export.show("03_mentions", ROLL, ARTICLES, width=width, formats=("png", "svg"), folder=tmp_path)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".png", ".svg"]
    with Image.open(tmp_path / "03_mentions.png") as picture:
        assert picture.width == width
        assert f' width="{width}" height="' in (tmp_path / "03_mentions.svg").read_text(encoding="utf-8")


def test_title_and_source_line_of_ones_own(tmp_path):
    chart = export.show("03_mentions", ROLL, ARTICLES, title="Wer?", credit="Grafik: Bote", formats=(), folder=tmp_path)
    assert chart.title == chart.drawn["title"] == "Wer?" and chart.drawn["source"] == "Grafik: Bote"
    sample = pd.DataFrame({"article_id": [path.stem for path in project.SAMPLE.glob("*.txt")]})
    chart = export.show("03_mentions", ROLL, sample, title="Wer?", credit="Grafik: Bote", formats=(), folder=tmp_path)
    assert chart.title == "Wer? (invented sample)" and chart.drawn["source"] == "Invented sample. Grafik: Bote"


@pytest.mark.thorough
def test_a_pdf_is_the_same_twice(tmp_path):
    files = []
    for name in ("one", "two"):
        export.show("03_mentions", ROLL.assign(name=["Xi 习近平", "Ada"]), ARTICLES, formats=("pdf",), folder=tmp_path / name)
        files.append((tmp_path / name / "03_mentions.pdf").read_bytes())
    assert files[0] == files[1] and files[0].startswith(b"%PDF") and b"(Who is named, and how often?)" in files[0]


def test_it_is_drawn_from_the_tables_of_its_notebook_and_nothing_else_is(tmp_path, monkeypatch):
    for name, value in {"OUT": str(tmp_path), "SEEDS": "seeds", "ANALYSIS_NAMES": "fast"}.items():
        monkeypatch.setenv(name, value)
    chart = one_chart.export("04_share_of_voice", title="Wer?", formats=("csv",), folder=tmp_path / "own")
    assert chart.title == "Wer?" and {path.name for path in tmp_path.iterdir()} == {".tables", "own"}
    assert pd.read_csv(tmp_path / "own" / "04_share_of_voice.csv").equals(pd.read_csv(project.ROOT / "figures" / "04_share_of_voice.csv"))
    nothing = one_chart.export("02_headlines", formats=("csv",), folder=tmp_path / "own")
    assert nothing.data.startswith("Nothing to draw: no 10 losses")
    with pytest.raises(ValueError, match="has no chart '04_share'; the nearest: 04_share_of_voice"):
        one_chart.export("04_share")


@pytest.mark.parametrize("asked, complaint", [(["--width", "12"], "no number of pixels from 300 to 10000"), (["--format", "gif"], "invalid choice: 'gif'"),
                                              (["--language", "fr"], "invalid choice: 'fr'")])
def test_what_cannot_be_made_is_refused(asked, complaint):
    done = subprocess.run([sys.executable, "-m", "analysis", "export", "02_ledger", *asked], cwd=project.ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and complaint in done.stderr
