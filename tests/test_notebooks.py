"""The notebooks on other articles than the project's own: on many, on one of several, on what one source says, on strange ones."""
import re
import shutil
import warnings

import nbformat
import pandas as pd
import pytest
from PIL import Image

from analysis import project
from analysis.publishing import publish
from analysis.report import export, measures

NOTEBOOKS = publish.chapters(sorted(publish.NOTEBOOKS.glob("[0-9]*.ipynb")))
SOME = ("2031-03-12-deichkurier-1", "2031-03-13-nordtagblatt-2", "2031-03-14-kuestenbote-3")
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code(path):
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


def about(folder):
    """Title and source line of each chart, by name."""
    found = {}
    for picture in sorted((folder / "figures").glob("*.png")):
        with Image.open(picture) as image:
            found[picture.stem] = image.text["Title"], image.text["Source"]
    return found


@pytest.fixture
def some(tmp_path, monkeypatch):
    """A folder to write to, with three of the sample's articles to read."""
    for name in SOME:
        (tmp_path / "seeds").mkdir(exist_ok=True)
        shutil.copyfile(project.SAMPLE / f"{name}.txt", tmp_path / "seeds" / f"{name}.txt")
    monkeypatch.setenv("SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("OUT", str(tmp_path))
    return tmp_path


def run(path, **changes):
    """Run the cells of a notebook here, with other values where it chooses what to look at."""
    names = {}
    for cell in code(path):
        exec(cell.source, names)
        if chooses(cell):
            assert set(changes) <= set(names)
            names.update(changes)
    return names


def chooses(cell):
    return cell.source.startswith("look_at = ")


def offers(name):
    """The notebooks in which a reader can choose that: `look_at` is an article or a thing counted, `source` somebody who is quoted."""
    return [path for path in NOTEBOOKS if any(chooses(cell) and f"{name} = " in cell.source for cell in code(path))]


def test_which_notebooks_offer_what():
    assert offers("look_at") == NOTEBOOKS and {path.stem[:2] for path in offers("source")} == {"02", "03", "04", "05", "06"}


CLAIMS = next(path for path in NOTEBOOKS if path.stem.endswith("_claims"))       # about figures of several articles, never about one article


@pytest.mark.slow
@every_notebook
def test_it_runs_on_many_articles_in_a_kernel(path, tmp_path, monkeypatch):
    monkeypatch.setenv("SEEDS", str(project.SAMPLE))
    monkeypatch.setenv("OUT", str(tmp_path))
    shutil.copyfile(path, tmp_path / path.name)
    assert not publish.execute(tmp_path / path.name).failure
    outputs = [output for cell in code(tmp_path / path.name) for output in cell.outputs]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    assert len(about(tmp_path)) == sum("image/png" in output.data for output in outputs)


@pytest.mark.thorough
@every_notebook
def test_it_runs_on_several_articles_and_says_that_they_are_invented(path, some):
    run(path)
    charts = about(some)
    assert charts and all(title.endswith("(invented sample)") and source.startswith(project.INVENTED) for title, source in charts.values())
    assert any("3 articles" in source for _, source in charts.values()) or path.stem == "01_articles"


@pytest.mark.thorough
@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if path != CLAIMS], ids=lambda path: path.stem)
def test_everything_is_about_the_article_chosen(path, some):
    names = run(path, look_at=SOME[1])
    assert all("Landrätin nennt Lage" in source for _, source in about(some).values())
    assert set(names["result"].sentences.article_id) == {SOME[1]} and len(names["everything"].articles) == 3
    written = [pd.read_csv(file) for file in (some / "data").glob("*.csv")]
    assert all(set(table.article_id) == set(SOME) for table in written if "article_id" in table and len(table) > 3)


@pytest.mark.thorough
def test_article_and_source_can_be_given_once_for_all(some, monkeypatch):
    monkeypatch.setenv("LOOK_AT", SOME[1])
    monkeypatch.setenv("SOURCE", "Brackwall Logistik")
    chosen = [run(path)["result"] for path in NOTEBOOKS if path.stem[:2] in ("01", "02")]
    assert [set(result.articles.article_id) for result in chosen] == [{SOME[1]}] * 2
    assert set(chosen[1].sources["name"]) == {"Brackwall Logistik"}


@pytest.mark.thorough
@pytest.mark.parametrize("path", [path for path in offers("source") if path != CLAIMS], ids=lambda path: path.stem)
def test_everything_is_about_the_source_chosen(path, some):
    result = run(path, source="Hafenbehörde")["result"]
    charts = about(some)
    assert all("only what Hafenbehörde says" in source for name, (_, source) in charts.items() if name not in ("04_share_of_voice", "04_strip_of_voices"))
    assert set(result.sources["name"]) == {"Hafenbehörde"} and set(result.numbers.source) == {"Hafenbehörde"}


@pytest.mark.thorough
def test_claims_about_the_thing_and_the_source_chosen(some):
    names = run(CLAIMS, look_at="Ammoniumnitrat", source="Hafenbehörde")
    assert set(names["chosen"].counted) == set(names["shown"].counted) == {"Ammoniumnitrat"} and names["told"].counted.nunique() > 1


@pytest.mark.parametrize("path, known", [(path, "there are: " + ("Tote" if path == CLAIMS else SOME[0])) for path in NOTEBOOKS], ids=lambda value: getattr(value, "stem", ""))
def test_an_unknown_one_is_refused_with_the_known_ones(path, known, some):
    with pytest.raises(ValueError, match=known):
        run(path, look_at="nowhere")


@every_notebook
def test_what_to_look_at_stands_after_the_imports(path):
    cells = code(path)
    choosing = [number for number, cell in enumerate(cells) if chooses(cell)]
    assert len(choosing) == 1 and all(re.match("import|from", cell.source) for cell in cells[:choosing[0]])
    assert not any(re.search("^(look_at|source) = ", cell.source, re.M) for cell in cells[choosing[0] + 1:])
    assert all(len(cell.source.splitlines()) <= 5 for cell in cells if not cell.source.startswith(("import", "from")))


@pytest.mark.thorough
@every_notebook
def test_it_runs_on_articles_in_which_nothing_is_found(path, tmp_path, monkeypatch):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Titel {name}\n\nEs war still.", encoding="utf-8")
    monkeypatch.setenv("SEEDS", str(tmp_path))
    monkeypatch.setenv("OUT", str(tmp_path / "out"))
    run(path)
    assert all(source.startswith(("2 articles", "“Titel one”")) for _, source in about(tmp_path / "out").values())


# ---------------------------------------------------------------- strange selections
QUIET = "Titel\n\nEs war still."
ENGLISH = "Fire in the harbour\n\nThe police said that it was bad. Nobody knows why the fire broke out, and what will happen to the boats that were there."
FIRE = ("Feuer im Hafen\n\n18. Oktober 2024\n\nIm Hafen von Hamburg brannten am Montag 12 Boote. „Es war schlimm“, sagte die Polizei. Laut Feuerwehr gab es 3 Tote.\n\n"
        "Die Lage\n\nBürgermeister Peter Tschentscher erklärte, 40 Helfer seien im Einsatz.")
NO_FIGURES = "Lage\n\nEs ist ruhig, sagte die Polizei. „Wir bleiben da“, sagte die Polizei."
HOSTILE = ("</script><b>„Titel“ $x^2$ {{ 0 }} {% x %} \u202eabc 🔥 " + "X" * 10_000 + "\n\n„Es war schlimm“, sagte {0} </script> von der Polizei am Montag. Herr " + "Y" * 10_000 +
           " zahlte 5 US-$ und 10 US-$. „Ja“, sagte Peter Müller\u202e. „Nein“, sagte Xi Jinping (习近平). Laut Polizei kamen 3 Menschen, <img src=x onerror=alert(1)> 40 % %s.")
STRANGE = {
    "an article in another language first": ({"a": ENGLISH, "b": FIRE, "c": QUIET}, {}),
    "an article in another language": ({"a": FIRE, "b": ENGLISH}, {"look_at": "b"}),
    "an article without anything": ({"a": FIRE, "b": QUIET}, {"look_at": "b"}),
    "a title only": ({"a": "Titel", "b": "Titel\n\nNoch ein Titel"}, {}),
    "a source without dates, figures and people": ({"a": FIRE, "b": NO_FIGURES}, {"source": "Polizei"}),
    "articles without dates, figures and people": ({"a": NO_FIGURES, "b": NO_FIGURES + " Ja."}, {"source": "Polizei"}),
    "a source of an article without dates, figures and people": ({"a": FIRE, "b": NO_FIGURES}, {"look_at": "b", "source": "Polizei"}),
    "hostile words": ({"a'b#c%20d&e": HOSTILE, "f": HOSTILE + " Ja."}, {}),
    "hostile words, chosen": ({"a'b#c%20d&e": HOSTILE, "f": HOSTILE + " Ja."}, {"look_at": "a'b#c%20d&e", "source": "Polizei"}),
}


@pytest.mark.thorough
@pytest.mark.parametrize("articles, chosen", STRANGE.values(), ids=STRANGE)
@every_notebook
def test_it_runs_on_strange_selections(path, articles, chosen, tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    for name, text in articles.items():
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("OUT", str(tmp_path))
    monkeypatch.setattr(export, "render", lambda whole, form, **options: b"<svg <title></title>")       # drawing takes long
    known = {"look_at", "source"} if path.stem > "02" else {"look_at"}
    chosen = {} if path.stem > "06" else {name: value for name, value in chosen.items() if name in known}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        assert run(path, **chosen)                 # a notebook that stops raises
    assert all(len(pd.read_csv(data)) for data in (tmp_path / "figures").glob("*.csv"))          # no chart of nothing


@every_notebook
def test_the_marks_are_those_the_words_name(path):
    opening, closing = measures.MARKS
    for cell in nbformat.read(path, 4).cells:
        assert cell.cell_type == "code" or "marked" not in cell.source or f"marked {opening}so{closing}" in " ".join(cell.source.split()), cell.source


@every_notebook
def test_stored_outputs_hold_no_warnings(path):
    assert not [found for cell in code(path) for found in cell.outputs if found.get("name") == "stderr" or found.output_type == "error"]
