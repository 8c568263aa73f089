"""Small differences that change what is said: who says it, which way, how much of it. Each kind beside its near opposite."""
import re

import pandas as pd
import pytest

import analysis
from analysis import pipeline
from analysis.articles import decoding
from analysis.claims import copies, extraction
from analysis.report import measures, reading_view


def told(*texts, published="2031-03-12"):
    """The tables of articles a0, a1 ..."""
    return analysis.analyse(pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": texts, "published": pd.Timestamp(published)}))


def quotes(text):
    """What is said, and by whom: the text without marks and full stop, and the source's name."""
    result = told(text)
    names = result.sources.set_index("source_id")["name"].to_dict()
    return {(row.text.strip("„“. "), names.get(row.source_id)) for row in result.statements.itertuples()}


def speakers(text):
    return {name for _, name in quotes(text)}


# ---------------------------------------------------------------- whose number it is
SOURCES = [{"source_id": 0, "name": "Polizei"}, {"source_id": 1, "name": "Feuerwehr"}, {"source_id": 2, "name": "Minister"}]


def statement(statement_id, source_id, *spans):
    return {"statement_id": statement_id, "source_id": source_id, "start": spans[0][0], "end": spans[-1][1], "quote_spans": list(spans)}


@pytest.mark.parametrize("said, source", [
    ([], None),
    ([statement(0, 0, (0, 100))], "Polizei"),
    ([statement(0, 0, (0, 100)), statement(1, 1, (40, 60))], "Feuerwehr"),
    ([statement(0, 0, (40, 60)), statement(1, 1, (0, 100))], "Polizei"),
    ([statement(0, 0, (0, 100)), statement(1, 1, (20, 80)), statement(2, 2, (45, 55))], "Minister"),
    ([statement(0, 0, (0, 100)), statement(1, 1, (60, 80))], "Polizei"),
    ([statement(0, 0, (0, 49)), statement(1, 1, (52, 80))], None),
    ([statement(0, 0, (0, 20), (40, 60)), statement(1, 1, (20, 40))], "Polizei"),
    ([statement(0, None, (40, 60)), statement(1, 1, (0, 100))], None),
], ids=["nobody's", "one", "the inner one, later", "the inner one, first", "the innermost of three", "beside the inner one", "on the edge of two", "in the second part", "an inner one that nobody names"])
def test_a_number_is_of_the_innermost_statement(said, source):
    figures = [{"start": 48, "end": 52}]
    pipeline.attribute(figures, said, SOURCES)
    assert figures[0].get("source") == source


# ---------------------------------------------------------------- who speaks, and how far
@pytest.mark.parametrize("text", ["Ich sage, dass 30 Menschen fehlen.", "Ich glaube, dass der Plan gut ist.", "Ich erklärte, der Plan sei gut.", "Wie ich berichtete, fehlen 30 Stellen.",
                                  "Dass der Plan scheitert, sagte ich.", "Der Plan scheitert, glaube ich.", "Der Minister und ich sagten, dass der Plan gut sei."])
def test_the_author_is_no_source_of_his_own(text):
    assert quotes(text) == set()


@pytest.mark.parametrize("text", ["Er sagte, dass 30 Menschen fehlen.", "Sie erklärte, der Plan sei gut.", "Dass der Plan scheitert, sagte er.", "Der Minister sagte, dass der Plan gut sei."])
def test_others_are(text):
    assert len(quotes(text)) == 1


@pytest.mark.parametrize("begin, said, rest", [
    ("Der Minister sagte, ", "der Plan sei gut", "; die Mehrheit ist dagegen."), ("Der Minister sagte, ", "dass der Plan gut sei", "; die Mehrheit ist dagegen."),
    ("Der Minister teilte mit, ", "der Täter sei gefasst", "; die Bürger atmeten auf."), ("Der Minister betonte, ", "es gebe genug Geld", "; zugleich stiegen die Schulden."),
    ("Der Minister sagte, ", "der Plan sei gut", ".")])
def test_what_is_said_ends_where_the_author_goes_on(begin, said, rest):
    assert quotes(begin + said + rest) == {(said, "Minister")}


@pytest.mark.parametrize("text, who", [
    ("Es sei gut, sagte der Minister und die Sprecherin nickte.", "Minister"), ("Es sei gut, sagte der Minister und die Polizei bestätigte es.", "Minister"),
    ("Das sagte der Minister und die Sprecherin sagte, es stimme.", "Sprecherin"), ("Der Minister kam und die Sprecherin sagte, dass es gut ist.", "Sprecherin"),
    ("Es sei gut, sagten der Minister und die Sprecherin.", "Minister und Sprecherin"), ("Der Minister und die Sprecherin sagten, dass es gut ist.", "Minister und Sprecherin")])
def test_two_who_speak_and_two_clauses(text, who):
    assert speakers(text) == {who}


@pytest.mark.parametrize("n_words", [10, 61, 150, 400])
def test_a_long_quotation_is_still_one(n_words):
    words = "so " * n_words
    assert [said for said, _ in quotes(f"Der Minister sagte: „Wir planen {words}weiter.“")] == [f"Wir planen {words}weiter"]


def test_a_mark_that_is_never_closed_opens_no_quotation():
    assert quotes(f"Er schrieb „{'so ' * 800}weiter. Dann kam ein Brief“ an.") == set()


@pytest.mark.parametrize("text, who", [
    ("Der Kanzler traf den Minister. Er sagte, es sei gut.", "Kanzler"), ("Der Minister traf den Kanzler. Er sagte, es sei gut.", "Minister"),
    ("Der Minister lobte den Kanzler. Er sagte, es sei gut.", "Minister"), ("Die Ministerin traf den Kanzler. Er sagte, es sei gut.", "Kanzler"),
    ("Die Ministerin traf den Kanzler. Sie sagte, es sei gut.", "Ministerin")])
def test_a_pronoun_is_the_subject_before_it(text, who):
    assert speakers(text) == {who}


def kind(text):
    return told(text).sources.kind.tolist()


@pytest.mark.parametrize("verb, expected", [("meldete", ["media"]), ("berichtete", ["media"]), ("sagte", ["other"]), ("erklärte", ["other"])])
def test_a_body_that_no_list_knows_is_a_medium_if_it_reports(verb, expected):
    assert kind(f"Die KNX {verb}, dass der Kanal gesperrt ist.") == expected


@pytest.mark.parametrize("name, country", [("Der Bundesminister", "DE"), ("Das Bundesamt", "DE"), ("Der Bundesverband", None), ("Die Bundesvereinigung", None),
                                           ("Der Bundesverband der Müller", None), ("Der Bundestrainer", None)])
def test_what_is_federal_is_german_only_if_it_is_the_state(name, country):
    found = told(f"{name} sagte, dass 30 Stellen fehlen.").sources.country
    assert [value if isinstance(value, str) and value else None for value in found] == [country]


# ---------------------------------------------------------------- who is who
def names(text):
    return told(text).actors["name"].tolist()


@pytest.mark.parametrize("text, last", [
    ("Anna Weber traf Karl Weber in Köln. Weber lobte den Plan.", "Weber"), ("Anna Weber traf Karl Huber in Köln. Weber lobte den Plan.", "Anna Weber"),
    ("Anna Weber traf Karl Huber in Köln. Huber lobte den Plan.", "Karl Huber"), ("Anna Weber, Karl Weber und Otto Weber kamen. Weber ging zuerst.", "Weber")])
def test_a_surname_of_two_is_neither(text, last):
    assert names(text)[-1] == last


@pytest.mark.parametrize("text, both", [
    ("Die Deutsche Bank (VW) warnte.", False), ("Die Universität Köln (NATO) warnte.", False), ("Die Lettische Union (SPD) warnte.", False),
    ("Die Universität Köln (UK) warnte.", True)])
def test_an_abbreviation_stands_for_the_name_whose_initials_it_has(text, both):
    assert (len(set(names(text))) == 1) == both


# ---------------------------------------------------------------- in what tone
def tone(text):
    return told(text).sentences.polarity.iloc[-1]


GOOD, BAD = "die Ernte ist gut", "die Lage ist schlecht"


@pytest.mark.parametrize("but", ["aber", "jedoch"])
def test_what_follows_a_but_weighs_more(but):
    assert tone(f"Zwar {GOOD}, {but} {BAD}.".replace("Zwar die Ernte ist", "Die Ernte ist zwar")) < 0 < tone(f"Die Lage ist zwar schlecht, {but} {GOOD}.")


@pytest.mark.parametrize("word", ["nur", "bloß", "allein"])
def test_not_only_is_no_negation(word):
    assert tone(f"Der Plan ist nicht {word} gut, sondern auch klug.") == tone("Der Plan ist gut, sondern auch klug.") > 0
    assert tone("Der Plan ist nicht gut.") < 0


def test_not_least_is_no_negation():
    assert tone("Der Plan ist nicht zuletzt gut.") == tone("Der Plan ist gut.") > 0


# ---------------------------------------------------------------- what articles share
NEW = [f"neu{letter}{other}" for letter in "abcdefgh" for other in "abcdefghij"]


def mixed(shared, new, times):
    """Two texts that share runs of `shared` words, with runs of `new` other words between them."""
    one, two = [], []
    for k in range(times):
        run = [f"alt{k}{n}" for n in range(shared)]
        one += run + [f"{word}x" for word in NEW[k * new:(k + 1) * new]]
        two += run + [f"{word}y" for word in NEW[k * new:(k + 1) * new]]
    return pd.DataFrame({"article_id": ["a", "b"], "text": [" ".join(one), " ".join(two)], "published": pd.to_datetime(["2031-03-12", "2031-03-13"])})


@pytest.mark.parametrize("shared, new, is_copy", [(30, 0, True), (9, 1, True), (8, 2, True), (6, 4, False), (5, 6, False), (5, 8, False), (5, 7, False)])
def test_a_copy_shares_seven_words_in_ten(shared, new, is_copy):
    found = copies.copies(mixed(shared, new, 6))
    assert found.empty != is_copy
    assert (found.share_words >= 0.7).all()


@pytest.mark.parametrize("day, is_told_twice", [("Am 10. Februar 2031", True), ("Am 24. Dezember 2030", False), ("Im Juli 2030", False), ("Im Mai 2029", False)],
                         ids=["this year", "eleven weeks ago", "last summer", "two years ago"])
def test_a_figure_of_another_year_is_another_claim(day, is_told_twice):
    fire = "Bei dem Brand im Lagerhaus am Hafen rückte die Feuerwehr aus. "
    result = told(fire + f"{day} gab es drei Tote.", fire + "Es gab vier Tote.")
    assert (len(extraction.claims(result)) == 2) == is_told_twice


# ---------------------------------------------------------------- what a reader is shown
@pytest.mark.parametrize("text, twice", [
    ("Der Plan ist noch lange nicht fertig. Der Rat tagt. Der Plan ist noch lange nicht fertig.", 1), ("So ist das. Der Rat tagt heute. So ist das.", 0),
    ("Der Plan ist noch lange nicht fertig. Der Rat tagt. Der Plan ist noch lange nicht gut.", 0), ("Der Rat will das nicht. Er tagt. Der Rat will das nicht.", 1),
    ("Er will das nicht. Der Rat tagt. Er will das nicht.", 0)])
def test_a_sentence_of_five_words_said_twice_is_odd(text, twice):
    assert measures.oddities(told(text)).oddity.eq("said twice").sum() == twice


def test_each_hedge_is_marked_where_it_stands():
    text = "Der Täter soll wohl geflohen und wohl in Köln sein."
    result = told(text)
    assert list(result.sentences.hedges.iloc[0]).count("wohl") == 2
    html = reading_view.show(result, "a0").data.split('lang="de">')[1]
    marked = re.findall(r'class="hedge"[^>]*>(.*?)</span>', html)
    assert marked.count("wohl") == 2 and re.sub(r"<[^>]+>", "", html) == text


# ---------------------------------------------------------------- what is text at all
@pytest.mark.parametrize("text", ["üßÖ ÜdtöuÜhwu çButäüq yÄammf ßö al dixdncbbj yhÖsveE wÖeDcria yäiDmö rplhnzjvw", "ébüàyqj ojjdd rhöçç BäémÄsCj bkahn tr BApaöyBn cbmyé nBäwgqft awjçäça"])
def test_letters_without_sense_are_no_encoding(text):
    with pytest.raises(decoding.Unreadable, match="no other encoding is certain"):
        decoding.decode(text.encode("cp1252"))


@pytest.mark.parametrize("page", ["cp1252", "cp850", "mac_roman"])
def test_german_in_an_old_encoding_is_read(page):
    text = "Die Müllabfuhr fährt künftig täglich, sagte der Bürgermeister. Größere Städte hätten längst ähnliche Pläne, hieß es."
    assert decoding.decode(text.encode(page)) == (text, page)
