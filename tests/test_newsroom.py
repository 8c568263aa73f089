"""Tables for newsroom work: one person's words together, kinds of sources by outlet, and what the words tell of gender."""
import pandas as pd
import pytest

import analysis
from analysis.people import genders
from analysis.report import findings

TEXTS = {
    "a": "Die Bürgermeisterin Petra Quandt lobte den Plan. „Wir bauen 2031“, sagte Quandt. Ein Sprecher der Polizei sagte, es sei ruhig.\n\nExperten warnen, die Brücke sei zu schwach.",
    "b": "„Das Geld fehlt“, sagte Petra Quandt. Laut Polizei kamen 30 Menschen. „Es wird teuer“, sagte Uwe Brandt von der Reederei Nordlicht.",
    "c": "„Die Sonne schien“, sagte Kim Ode. „Es regnet bald“, hieß es am Abend. „Nein“, sagte Frau Zabel. Zabel sagte, das Wasser sei kalt."}
ABOUT = {"title": ["Eins", "Zwei", "Drei"], "published": ["2031-03-14", "2031-03-12", None], "outlet": ["Bote", "Bote", ""], "section": ["", "Lokales", "Lokales"],
         "author": ["Anna Berg", "Anna Berg", "Karl Ott"]}


@pytest.fixture(scope="module")
def result():
    articles = pd.DataFrame({"article_id": list(TEXTS), "text": list(TEXTS.values()), **ABOUT})
    return analysis.analyse(articles.assign(published=pd.to_datetime(articles.published)))


# ---------------------------------------------------------------- quotations
def test_one_persons_words_stand_together_by_last_name_and_date(result):
    table = analysis.quotations(result)
    named = table[table.is_named & table.form.eq("person")]
    assert list(dict.fromkeys(named["name"])) == ["Uwe Brandt", "Kim Ode", "Petra Quandt", "Zabel"]
    quandt = table[table["name"].eq("Petra Quandt")]
    assert list(quandt.article_id) == ["b", "a", "a"] and list(quandt.start)[1:] == sorted(quandt.start[1:])
    assert list(quandt.role) == ["", "Bürgermeisterin", "Bürgermeisterin"] and table[table["name"].eq("Zabel")].role.eq("").all()
    assert list(quandt.outlet) == ["Bote"] * 3 and list(quandt.title) == ["Zwei", "Eins", "Eins"]


def test_a_quotation_is_its_place_in_the_text(result):
    table = analysis.quotations(result)
    assert len(table) == result.statements.source_id.notna().sum() and table.rule.ne("").all()
    assert all(TEXTS[row.article_id][row.start:row.end] == row.text for row in table.itertuples())


def test_who_cannot_be_asked_stands_last(result):
    table = analysis.quotations(result)
    assert list(table.is_named) == sorted(table.is_named, reverse=True)
    assert {"Sprecher der Polizei", "Experten"} <= set(table[~table.is_named]["name"])


def test_a_body_speaks_itself_and_through_its_people(result):
    table = analysis.quotations(result)
    assert set(table[table.body.eq("Polizei")]["name"]) == {"Polizei", "Sprecher der Polizei"}
    assert set(table[table.form.eq("group")]["name"]) == {"Experten"}


# ---------------------------------------------------------------- kinds of sources
def test_kinds_by_outlet_add_up(result):
    table = analysis.voices(result, least=1)
    assert set(table.outlet) == {"Bote", "not told"} and list(table.outlet)[0] == "Bote"
    assert table.groupby("outlet").n_sources.sum().to_dict() == table.groupby("outlet").n.first().to_dict()
    assert table.groupby("outlet").share_sources.sum().round(2).eq(1).all() and table.groupby("outlet").share_words.sum().round(2).eq(1).all()
    assert table.n_sources.sum() == len(result.sources) and table.n_statements.sum() == len(result.statements)
    assert table[table.outlet.eq("Bote")].n_articles.eq(2).all()


def test_what_nobody_says_has_words_and_no_source(result):
    table = analysis.voices(result, by="author", least=1).set_index(["author", "kind"])
    nobody = table.loc["Karl Ott", "nobody named"]
    assert nobody.n_sources == 0 and nobody.n_statements == 1 and nobody.n_words > 0 and nobody.share_sources == 0
    other = table.loc["Karl Ott", "other"]
    assert other.share_unknown == round(other.n_sources / other.n, 3) and nobody.share_unknown == other.share_unknown


def test_no_share_of_three(result):
    table = analysis.voices(result, by="section")
    assert table[["share_sources", "share_words", "share_unknown"]].isna().all(axis=None) and table.n.max() < 10


@pytest.mark.parametrize("function, by, known", [(analysis.voices, "day", "outlet, section, author"), (analysis.genders, "day", "author, kind"), (analysis.voices, None, "outlet")])
def test_what_nothing_is_put_together_by_is_refused(result, function, by, known):
    with pytest.raises(ValueError, match=known):
        function(result, by=by)


# ---------------------------------------------------------------- gender
def test_every_person_is_told_or_has_a_reason(result):
    people = analysis.quoted_people(result)
    assert all(row.unknown if row.gender == "unknown" else row.rule and row.told_by for row in people.itertuples())
    told = {(row.article_id, row.name): (row.gender, row.rule or row.unknown) for row in people.itertuples()}
    assert told["a", "Petra Quandt"] == ("female", "title") and told["b", "Petra Quandt"] == ("female", "first name")
    assert told["a", "Sprecher der Polizei"] == ("male", "title") and told["b", "Uwe Brandt"] == ("male", "first name")
    assert told["c", "Kim Ode"] == ("unknown", "first name of women and men") and told["c", "Zabel"] == ("female", "address")
    assert "Experten" not in set(people["name"]) and "Polizei" not in set(people["name"])


def test_shares_and_what_is_unknown(result):
    row = analysis.genders(result, least=1).iloc[0]
    assert (row.n, row.n_female, row.n_male, row.n_unknown, row.n_others) == (6, 3, 2, 1, 2)
    assert (row.share_female, row.share_unknown) == (0.5, round(1 / 6, 3)) and row.why_unknown == "first name of women and men 1"
    assert pd.isna(analysis.genders(result).share_female.item())
    by = analysis.genders(result, by="outlet").set_index("outlet")
    assert by.n.to_dict() == {"Bote": 4, "not told": 2} and by.loc["Bote", "why_unknown"] == ""
    assert analysis.genders(result, by="kind").n.sum() == 6


def test_the_finding_says_what_is_unknown(result):
    said = findings.genders(analysis.genders(result))
    assert said == ("6 persons are quoted, each counted once per article: by title, address or first name 3 women and 2 men; of 1 the text does not tell it: first name of women and men 1. "
                    "2 groups, bodies and documents beside them are not counted.")
    assert "3 women (50 %)" in findings.genders(analysis.genders(result, least=1))


@pytest.mark.parametrize("name, titles, before, gender, why", [
    ("Anna Berg", (), (), "female", "first name"), ("Dr. Björn Holm", (), (), "male", "first name"), ("J. Karl Holm", (), (), "male", "first name"),
    ("Hans-Peter Ott", (), (), "male", "first name"), ("Eva-Maria Ott", (), (), "female", "first name"), ("Karl-Maria Ott", (), (), "male", "first name"),
    ("Berg", (), (), "unknown", "last name only"), ("J. Berg", (), (), "unknown", "last name only"), ("Van der Holm", (), (), "unknown", "last name only"),
    ("Berg", (), ("Frau",), "female", "address"), ("Berg", (), ("Herrn",), "male", "address"), ("Berg", ("Ministerin",), (), "female", "title"),
    ("Berg", ("ehemalige Landrätin",), (), "female", "title"), ("Berg", ("Klubobfrau",), (), "female", "title"), ("Berg", ("Limnologin",), (), "female", "title"),
    ("Berg", ("Sprecher der Grünen",), (), "male", "title"), ("Berg", ("Vorstand",), (), "unknown", "last name only"), ("Berg", ("Geisel",), (), "unknown", "last name only"),
    ("Kim Berg", (), (), "unknown", "first name of women and men"), ("Andrea Berg", (), (), "unknown", "first name of women and men"),
    ("Toni Berg", (), (), "unknown", "first name of women and men"), ("Sascha Berg", (), (), "unknown", "first name of women and men"),
    ("Andrea Berg", ("Ministerin",), (), "female", "title"), ("Andrea Rossi", ("Trainer",), (), "male", "title"),
    ("Xqzu Berg", (), (), "unknown", "first name not listed"), ("Anna Berg", ("Vorstand",), (), "female", "first name"),
    ("Anna Berg", ("Sprecher",), (), "unknown", "title and first name differ"), ("Uwe Berg", ("Nachfolgerin",), (), "unknown", "title and first name differ"),
    ("Anna Berg", ("Minister",), ("Frau",), "female", "address"), ("Uwe Berg", ("Abgeordnete",), (), "male", "first name")])
def test_what_the_words_tell(name, titles, before, gender, why):
    told = genders.told(name, titles, before)
    assert (told.gender, told.rule or told.why) == (gender, why)


@pytest.mark.parametrize("noun, gender", [("Sprecherin", "female"), ("Angeklagter", "male"), ("Angeklagte", "female"), ("Opfer", "unknown"), ("Studiogast", "unknown"), ("Experte", "male")])
def test_a_noun_without_a_name(noun, gender):
    told = genders.told(noun, (noun,), is_named=False)
    assert told.gender == gender and (told.why == "the noun does not tell") == (gender == "unknown")


# ---------------------------------------------------------------- what a source is
@pytest.mark.parametrize("text, form", [
    ("Ein Forscher sagte, es sei kalt.", "person"), ("Nach Ansicht der Forscher ist es kalt.", "group"), ("Brandermittler sagten, es sei heiß gewesen.", "group"),
    ("Nach Angaben der Sprecherin ist es kalt.", "person"), ("Experten sagten, es sei kalt.", "group"), ("Die Polizei sagte, es sei kalt.", "body"),
    ("Laut einer Studie ist es kalt.", "document"), ("„Es ist kalt“, sagte Uwe Brandt.", "person")])
def test_what_a_source_is(text, form):
    result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    assert result.sources.form.item() == form
