"""The README says nothing that is not so: its findings and its accuracy are the project's own."""
import re

import pandas as pd
import pytest

import analysis
from analysis import lexicons, project
from analysis.figures import attribution
from analysis.report import findings, measures

README = (project.ROOT / "README.md").read_text(encoding="utf-8")
ACCURACY = {"WikiNews quotations, dev": "quotes joint F1", "the same": "quotes role speaker F1", "SmartData news": "numbers overlap F1",
            "KRAUTS": "dates overlap+value ours F1", "GermEval 2014, dev": "actors all F1", "MAD-TSC, validation": "targets macro F1",
            "CheckThat! 2025, dev": "subjectivity macro F1"}


def test_findings():
    result = analysis.analyse(analysis.load_articles(project.ROOT / "seeds"))
    numbers = attribution.attributed(result.numbers, result.statements, result.sources)
    shares = measures.share_of_voice(measures.voices(result))
    assert f"> {findings.figures(numbers)}\n" in README
    assert f"> {findings.voices(shares, result.sources, result.statements)}\n" in README


@pytest.mark.parametrize("gold, measure", ACCURACY.items())
def test_accuracy(gold, measure):
    measured = pd.read_csv(project.ROOT / "data" / "accuracy.csv").set_index("measure").value[measure]
    (row,) = [line for line in README.splitlines() if line.startswith("|") and f"| {gold} |" in line]
    assert f"| {measured:.2f} |" in row


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links and all((project.ROOT / link).exists() for link in links)


def test_every_word_list_is_explained():
    readme = (lexicons.FOLDER / "README.md").read_text(encoding="utf-8")
    unexplained = [path.name for path in sorted(lexicons.FOLDER.glob("*.csv")) if path.name not in readme and path.stem not in readme]
    assert not unexplained
