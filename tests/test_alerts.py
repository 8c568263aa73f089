"""Alerts: each where its sign stands, and none on an ordinary article close by."""
import pandas as pd
import pytest

import analysis
from analysis.report import alerts, export, findings

SENTENCES = "Der Rat tagt. Die Halle ist voll. Das Bad bleibt zu. Der Bau beginnt. Die Stadt zahlt. Das Land hilft. Der Bund schweigt. Die Schule wartet. Der Weg ist weit. Das Dach fehlt."
ASKED = "KURIER: Sind Sie zufrieden?\n\nHolm: Ja, sehr.\n\nKURIER: Wirklich?\n\nHolm: Es geht um 30 Millionen.\n\n"
TICKER = "8.30 Uhr: Es brennt.\n\n9.15 Uhr: Es brennt noch.\n\n10.00 Uhr: Aus.\n\n"


def of(text, title="Titel", published="2031-03-12", **more):
    told = alerts.alerts(analysis.analyse(pd.DataFrame([{"article_id": "a", "title": title, "published": published, "text": text, **more}])))
    return dict(zip(told.alert, told.evidence))


@pytest.mark.parametrize("text, alert, evidence", [
    ("The council met on Monday and decided that the bridge would be closed until the end of the year.", "another language", "en: The council met"),
    (ASKED + SENTENCES, "interview", "answers: Holm (2×)"), (TICKER + SENTENCES, "ticker", "entries: 8.30, 9.15, 10.00"),
    (f"Kommentar: So nicht\n\n{SENTENCES}", "commentary", "Kommentar: So nicht"), (SENTENCES[:-16], "few sentences", "9 sentences"),
    (f"Der Rat hat entschieden.\n\nVon Anna Berg\n\n{SENTENCES}", "byline in the text", "Von Anna Berg"), (f"{SENTENCES}\n\ndpa/afp", "byline in the text", "dpa/afp"),
    (f"{SENTENCES} (Anna Berg, dpa, 5. 3. 2031)", "byline in the text", "(Anna Berg, dpa, 5. 3. 2031)")])
def test_each_alert_has_its_sign(text, alert, evidence):
    (told, seen), = of(text).items()
    assert told == alert and seen.startswith(evidence)


@pytest.mark.parametrize("text", [
    SENTENCES, f"Von Köln nach Bonn\n\n{SENTENCES}", f"{SENTENCES} Es war einmal (Köln, Bonn).", f"Er kam um 8.30 Uhr.\n\nSie kam um 9.30 Uhr.\n\n{SENTENCES}",
    f"Der Kommentar fehlt.\n\n{SENTENCES}", f"{SENTENCES} Sind Sie zufrieden? Ja. Sicher? Ja.", f"Die Agentur dpa meldet es.\n\n{SENTENCES}", f"{SENTENCES} Er starb (5.3.2031)."])
def test_none_on_an_ordinary_article(text):
    assert of(text) == {}


@pytest.mark.parametrize("text, evidence", [("Am Montag kam er. Er kam am Montag. Bald geht er.", "without a day: am Montag (2×)"), ("Er kam bald.", "nothing in it waits for a date")])
def test_what_waits_for_a_date(text, evidence):
    assert of(text + SENTENCES, published=None)["no date"].lower() == evidence.lower().replace("am montag", "montag")


def test_the_gravest_stand_first_and_what_follows_is_said():
    articles = pd.DataFrame({"article_id": ["a", "b", "c"], "text": ["Es war still.", SENTENCES, SENTENCES], "language": ["de", "en", "de"], "published": [None, None, "2031-03-12"]})
    told = alerts.alerts(analysis.analyse(articles))
    assert told[["article_id", "alert"]].to_numpy().tolist() == [["b", "another language"], ["a", "no date"], ["a", "few sentences"]]
    assert told.follows.tolist() == [alerts.FOLLOWS[alert] for alert in told.alert]
    assert findings.alerts(told) == [f"{kind[0].upper()}{kind[1:]} ({name}): {alerts.FOLLOWS[kind]}" for name, kind in zip(told.article_id, told.alert)]
    assert export.say(findings.alerts(told)).data.split("\n")[0].startswith("- ") and export.say(findings.alerts(told.iloc[:0])).data.startswith("No alert")


@pytest.mark.parametrize("signed, author, published", [
    ("(Anna Weber, 5.3.2031)", "Anna Weber", "2031-03-05"), ("(APA/dpa, 8. 8. 2031)", "APA/dpa", "2031-08-08"), ("(red – 8.8. 2031)", "red", "2031-08-08"),
    ("(Jan Ó Briain aus Brüssel; 01.11.2031)", "Jan Ó Briain aus Brüssel", "2031-11-01"), ("(APA)", "", None), ("(5.3.2031)", "", None), ("(Spiel am 5.3.2031)", "", None),
    ("(Urteil, 5.3.2031)", "", None), ("(Rat der Stadt vom 5.3.2031)", "", None)])
def test_a_signature_is_taken_off_a_file(tmp_path, signed, author, published):
    (tmp_path / "a.txt").write_text(f"Titel\n\n{SENTENCES} {signed}\n", encoding="utf-8")
    row = analysis.load_articles(tmp_path).loc[0]
    assert row.text == (SENTENCES if author else f"{SENTENCES} {signed}")
    assert (row.author, row.published) == (author, pd.Timestamp(published)) if author else row[["author", "published"]].isna().all()
