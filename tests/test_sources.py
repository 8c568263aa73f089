import csv
import re
from pathlib import Path

import pytest

from analysis import lexicons
from analysis.language import reading
from analysis.people import actors, gazetteer
from analysis.sources import sources, statements

GOLD = list(csv.DictReader((Path(__file__).parent / "gold/sources.csv").read_text(encoding="utf-8").splitlines()))
KINDS = {"government", "intelligence", "military", "police", "politics", "expert", "media", "company", "ngo", "international",
         "court", "witness", "document", "public", "other"}


def marked(text, **columns):
    """A passed document and its statements from `[speaker]` and `{quotation}`; one statement a sentence."""
    plain, said, opened = "", [], []
    for piece in re.split(r"([\[\]{}])", text):
        if piece in ("[", "{"):
            opened.append(len(plain))
        elif piece in ("]", "}"):
            span, name = (opened.pop(), len(plain)), "speaker_spans" if piece == "]" else "quote_spans"
            fresh = not said or said[-1][name] or "." in plain[said[-1]["end"]:span[0]]
            if fresh:
                said.append({"kind": "indirect", "speaker_spans": [], "quote_spans": [], "cue_spans": [], "frame_spans": [],
                             "addressee_spans": [], "start": span[0], **columns})
            said[-1][name].append(span)
            said[-1]["end"] = span[1]
        else:
            plain += piece
    return reading.read(plain), said


def resolved(text, **columns):
    """(statements, sources) of a marked text."""
    doc, said = marked(text, **columns)
    return said, sources.resolve(doc, said, actors.find(doc))


PHRASES = {
    "dative in -nissen": ("ersten Erkenntnissen", "erste Erkenntnisse", "other", None, False),
    "role before a name": ("Militäranalyst Hendrik Remmel vom German Institute", "Hendrik Remmel", "expert", None, True),
    "name behind a genitive": ("Der Chef des ukrainischen Militärgeheimdienstes, Kyrylo Budanow", "Kyrylo Budanow", "intelligence", "UA", True),
    "role behind the name": ("Petra Wolnik, die Direktorin des Amtsgerichts", "Petra Wolnik", "court", None, True),
    "owner before the role": ("Südkoreas Präsident Yoon Suk Yeol", "Yoon Suk Yeol", "government", "KR", True),
    "compound office": ("Siemens-Chef Arno Teckel", "Arno Teckel", "company", None, True),
    "party in brackets": ("Haushaltsexperte Udo Brandner (SPD)", "Udo Brandner", "politics", None, True),
    "two roles, one name": ("Der Landtagsabgeordnete und Parteichef Ralf Duhm", "Ralf Duhm", "politics", None, True),
    "titles": ("Frau Professor Dr. Ulla Zech", "Ulla Zech", "expert", None, True),
    "body by function": ("Laut Informationen des südkoreanischen Geheimdienstes", "südkoreanischer Geheimdienst", "intelligence", "KR", True),
    "masculine by its article": ("Der griechische Stab", "griechischer Stab", "other", "GR", False),
    "one of its kind": ("Die Bundesregierung", "Bundesregierung", "government", "DE", True),
    "body with its place": ("dem Landgericht Osnabrück", "Landgericht Osnabrück", "court", "DE", True),
    "listed name in the dative": ("Nach Angaben des Auswärtigen Amtes", "Auswärtiges Amt", "government", "DE", True),
    "sort before a name": ("Die Nachrichtenagentur Reuters", "Reuters", "media", "GB", True),
    "name in quotation marks": ("Das Magazin „Lupe“", "Lupe", "media", None, True),
    "report of a medium": ("einem Bericht der „New York Times“", "New York Times", "media", "US", True),
    "web site": ("bonnblick.de", "bonnblick.de", "media", None, True),
    "capital": ("Washington", "Washington", "government", "US", True),
    "two as one": ("Die USA und ihre Verbündeten", "USA und ihre Verbündeten", "government", "US", True),
    "crowd": ("nach Einschätzung von Experten", "Experten", "expert", None, False),
    "dative plural": ("den Beobachtern", "Beobachter", "expert", None, False),
    "circles": ("Regierungskreisen", "Regierungskreise", "government", None, False),
    "author in the compound": ("Polizeiangaben", "Polizei", "police", None, False),
    "spokesman without name": ("ein Sprecher der Deutschen Bahn", "Sprecher der Deutschen Bahn", "company", "DE", False),
    "noun inflected as adjective": ("der Angeklagte", "Angeklagter", "other", None, False),
    "document": ("einem Gutachten", "Gutachten", "document", None, False),
    "genitive of a name": ("Nach den Worten Putins", "Putin", "government", "RU", True),
    "whose follower": ("mehrere Anhänger Putins", "Anhänger Putins", "public", None, False),
}


@pytest.mark.parametrize("phrase, name, kind, country, is_named", PHRASES.values(), ids=PHRASES)
def test_phrase(phrase, name, kind, country, is_named):
    _, (source,) = resolved(f"[{phrase}] {{sei alles gut}}.")
    assert (source["name"], source["kind"], source["country"], source["is_named"]) == (name, kind, country, is_named)


CHAINS = {
    "pronoun": ("[Ministerin Carla Wendt] sagte, {es eile}. [Sie] sagte, {es werde knapp}.", ["Carla Wendt"] * 2),
    "pronoun by gender": ("Ministerin Carla Wendt traf Jens Kolbe. [Er] sagte, {es eile}.", ["Jens Kolbe"]),
    "pronoun by number": ("Carla Wendt sprach mit Anwohnern. [Die Anwohner] riefen, {es reiche}. [Sie] klagten, {es sei laut}.", ["Anwohner"] * 2),
    "possessive": ("[Jens Kolbe] sagte, {es eile}. [Seiner Ansicht] nach {ist es knapp}.", ["Jens Kolbe"] * 2),
    "own words": ("Nach [eigenen Angaben] {hat Jens Kolbe nichts gewusst}.", ["Jens Kolbe"]),
    "role noun": ("[Außenministerin Carla Wendt] sagte, {es eile}. [Die Ministerin] sagte, {es werde knapp}.", ["Carla Wendt"] * 2),
    "age": ("[Jens Kolbe] sagte, {es eile}. [Der 84-Jährige] sagte, {er sei müde}.", ["Jens Kolbe"] * 2),
    "synonym": ("[Bundeskanzlerin Carla Wendt] sagte, {es eile}. [Die Regierungschefin] sagte, {es werde knapp}.", ["Carla Wendt"] * 2),
    "country": ("[Der ukrainische Präsident Oleh Bondar] sagte, {es eile}. [Der ukrainische Präsident] sagte, {es werde knapp}.", ["Oleh Bondar"] * 2),
    "last name": ("[Kolbe] sagte, {es eile}. [Jens Kolbe] sagte, {es werde knapp}.", ["Jens Kolbe"] * 2),
    "medium": ("[Die Zeitung „Lupe“] schrieb, {es eile}. [Das Blatt] schrieb, {es werde knapp}.", ["Lupe"] * 2),
    "company": ("[Der Konzern Valtera] meldete, {es eile}. [Das Unternehmen] meldete, {es werde knapp}.", ["Valtera"] * 2),
    "ministry": ("[Das russische Verteidigungsministerium] sagte, {es eile}. [Das Ministerium] sagte, {es werde knapp}.",
                 ["russisches Verteidigungsministerium"] * 2),
    "abbreviation": ("[Die WHO] sagte, {es eile}. [Die Weltgesundheitsorganisation (WHO)] sagte, {es werde knapp}.",
                     ["Weltgesundheitsorganisation"] * 2),
    "two names": ("[Die Uno] sagte, {es eile}. [Die Vereinten Nationen] sagten, {es werde knapp}.", ["Vereinte Nationen"] * 2),
    "two names of a body": ("[Die EU-Kommission] sagte, {es eile}. [Die Europäische Kommission] sagte, {es werde knapp}.",
                            ["Europäische Kommission"] * 2),
    "demnach": ("[Das Amt] sagte, {es eile}. [Demnach] {wird es knapp}.", ["Amt"] * 2),
    "its report": ("[Die Zeitung „Lupe“] schrieb, {es eile}. [Dem Bericht] zufolge {wird es knapp}.", ["Lupe"] * 2),
    "another first name": ("[Jens Kolbe] sagte, {es eile}. [Mia Kolbe] sagte, {es werde knapp}.", ["Jens Kolbe", "Mia Kolbe"]),
    "another gender": ("[Minister Jens Kolbe] sagte, {es eile}. [Die Ministerin] sagte, {es werde knapp}.", ["Jens Kolbe", "Ministerin"]),
    "another ministry": ("[Das Innenministerium] sagte, {es eile}. [Das Justizministerium] sagte, {es werde knapp}.",
                         ["Innenministerium", "Justizministerium"]),
    "nobody": ("[Man] sagt, {es eile}.", [None]),
    "nobody before": ("[Er] sagte, {es eile}.", [None]),
}


@pytest.mark.parametrize("text, names", CHAINS.values(), ids=CHAINS)
def test_chain(text, names):
    said, found = resolved(text)
    assert [row["speaker"] for row in said] == names
    assert [source["name"] for source in found] == list(dict.fromkeys(name for name in names if name))


ALIKE = {
    "title before the name": ("Das reiche nicht, sagte Klubobmann Helmut Naderer.", "Helmut Naderer"),
    "last name": ("Parteichefin Anna Weil kam. Das reiche nicht, sagte Weil.", "Anna Weil"),
    "first name first": ("Ban Ki Moon reiste ab. Es eile, sagte Ban.", "Ban Ki Moon"),
    "body in the genitive": ("Nach Angaben des Roten Kreuzes starben zehn Menschen.", "Rotes Kreuz"),
    "listed body in another case": ("Nach Angaben der Syrischen Beobachtungsstelle für Menschenrechte starben zehn.",
                                    "Syrische Beobachtungsstelle für Menschenrechte"),
    "capital that acts": ("Washington erklärte, man prüfe das.", "USA"),
    "abbreviation": ("Die Bundeswettbewerbsbehörde (BWB) prüft das. Laut BWB eilt es.", "Bundeswettbewerbsbehörde"),
    "found only as a speaker": ("Guido Held kam an. Es eile, sagte Held.", "Guido Held"),
}


def told(text):
    """(actors, sources) of a text, as the pipeline finds them."""
    doc = reading.read(text)
    people = actors.find(doc)
    said = statements.statements(doc, people)
    people = sources.with_speakers(doc, said, people)
    return people, sources.resolve(doc, said, people)


@pytest.mark.parametrize("text, name", ALIKE.values(), ids=ALIKE)
def test_source_has_the_name_of_its_actor(text, name):
    people, (source,) = told(text)
    assert source["name"] == name and source["is_named"] and name in {row["name"] for row in people}


@pytest.mark.parametrize("text, name", [
    pytest.param("Das Landesgericht Linz teilte mit, es eile.", "Landesgericht Linz", id="court in a city"),
    pytest.param("Die Werbeagentur von Hughes sagte, es eile.", "Werbeagentur von Hughes", id="body of a person"),
    pytest.param("Der südkoreanische Geheimdienst sagte, es eile.", "südkoreanischer Geheimdienst", id="body by function"),
])
def test_source_is_not_the_actor_in_its_name(text, name):
    _, (source,) = told(text)
    assert source["name"] == name


@pytest.mark.parametrize("text", ["Experten sagten, es eile.", "Der Bauer sagte, es eile.", "Das Kind sagte, es eile.", "Der Vorstand sagte, es eile."])
def test_common_noun_that_speaks_is_no_actor(text):
    people, found = told(text)
    assert not people and len(found) == 1


def test_person_found_only_as_a_speaker_has_a_row_of_that_rule(monkeypatch):
    monkeypatch.setenv("ANALYSIS_NAMES", "fast")
    people, _ = told("Guido Held kam an. Laut Held eilt es.")
    assert [(row["name"], row["rule"]) for row in people] == [("Guido Held", "crf"), ("Guido Held", "speaker")]


def test_free_speech_goes_on_with_the_last_speaker():
    said, _ = resolved("[Jens Kolbe] sagte, {es eile}. {Es werde knapp}.", kind="indirect_free_indirect")
    assert [row["speaker"] for row in said] == ["Jens Kolbe", "Jens Kolbe"]


def test_document_beside_a_speaker_is_via():
    doc = reading.read("Die Lage sei ernst, sagte Vogt laut Redemanuskript.")
    (row,), _ = statements.find(doc, actors.find(doc))
    assert (row["rule"], row["speaker"], row["via"]) == ("parenthesis", "Vogt", "laut Redemanuskript")


def test_listed_name_with_particles_is_the_source():
    doc = reading.read("Ursula von der Leyen sagte, es eile.")
    _, (source,) = statements.find(doc, actors.find(doc))
    assert (source["name"], source["kind"]) == ("Ursula von der Leyen", "international")


def test_statement_without_speaker_has_no_source():
    said, found = resolved("Es wurde bekannt, {dass es eilt}.")
    assert said[0]["source_id"] is None and said[0]["speaker"] is None and found == []


def test_sources_are_numbered_by_first_statement_and_words_counted_once():
    said, found = resolved("[Jens Kolbe] sagte, {es eile sehr}. [Mia Toll] sagte, {es werde knapp}. [Kolbe] sagte, {nein}.")
    assert [row["source_id"] for row in said] == [0, 1, 0]
    assert [(source["n_statements"], source["n_words"]) for source in found] == [(2, 4), (1, 3)]


VIA = {
    "appeal to others": ("Wie [die „Lupe“] unter Berufung auf Regierungskreise berichtet, {kommt das Gesetz}.", "unter Berufung auf Regierungskreise"),
    "agency beside the speaker": ("[Jens Kolbe] sagte laut dpa, {es eile}.", "laut dpa"),
    "agency as the speaker": ("Laut [dpa] {eilt es}.", None),
    "first hand": ("[Jens Kolbe] sagte am Montag, {es eile}.", None),
}


@pytest.mark.parametrize("text, via", VIA.values(), ids=VIA)
def test_via(text, via):
    said, _ = resolved(text)
    assert said[0]["via"] == via


COMPOUNDS = {"Außenministerin": ("Minister", "government", "f"), "Oberstaatsanwälte": ("Oberstaatsanwalt", "court", "m"),
             "Polizeisprechern": ("Polizeisprecher", "police", "m"), "Chefärztin": ("Chefarzt", "expert", "f"),
             "Inlandsnachrichtendienstes": ("Nachrichtendienst", "intelligence", "m")}


@pytest.mark.parametrize("word", COMPOUNDS)
def test_role_of_compounds_and_forms(word):
    role = gazetteer.role(word)
    assert (role.noun, role.kind, role.gender) == COMPOUNDS[word]


@pytest.mark.parametrize("word", ["Stein", "Termin", "Benzin", "Fahrrad", "Wasser", ""])
def test_no_role(word):
    assert gazetteer.role(word) is None


@pytest.mark.parametrize("word, code", [("südkoreanischen", "KR"), ("Washingtons", "US"), ("US-Präsident", "US"), ("Französin", "FR"),
                                        ("Hessens", "DE"), ("freundlichen", ""), ("Montag", "")])
def test_country(word, code):
    assert gazetteer.country(word) == code


@pytest.mark.parametrize("text", ["", "\n", "„“ “ ( ) ,", "Er.", "((((", "von von von der der", "🙂 ÄÖÜ\u200b ١٢", "„" * 50])
def test_any_text(text):
    doc = reading.read(text)
    spans = [(0, len(text))] if text else []
    said = [{"kind": "direct", "start": 0, "end": len(text), "quote_spans": spans, "speaker_spans": spans, "cue_spans": [],
             "frame_spans": spans, "addressee_spans": []}] if text else []
    found = sources.resolve(doc, said, actors.find(doc))
    assert len(found) == len({row["source_id"] for row in said if row["source_id"] is not None})


@pytest.mark.parametrize("name", ["role_nouns", "role_synonyms", "organisations", "persons", "pronouns", "name_genders", "place_genders", "phrase_words"])
def test_lists_are_sorted_and_kinds_known(name):
    rows = lexicons.rows(name)
    entries = [tuple(row.values())[:1] for row in rows]
    assert entries == sorted(entries)
    assert {row.get("kind", "") for row in rows} <= KINDS | {""}


# ---------------------------------------------------------------- gold
def judged(part):
    """Column -> list of whether each gold statement of that part is right in it."""
    right = {column: [] for column in ("name", "kind", "is_named", "stance")}
    for gold in GOLD:
        if gold["part"] == part:
            row, source = best_match(gold)
            right["stance"].append(row is not None and row["stance"] == gold["stance"])
            for column in ("name", "kind"):
                right[column].append(source is not None and source[column] == gold[column])
            right["is_named"].append(source is not None and source["is_named"] == (gold["is_named"] == "yes"))
    return right


def best_match(gold):
    """The statement found that shares most with the gold one, and its source; None where there is none."""
    doc = reading.read(gold["passage"])
    said, found = statements.find(doc, actors.find(doc))
    start = gold["passage"].index(gold["statement"])
    shared = {k: sum(max(0, min(start + len(gold["statement"]), last) - max(start, first)) for first, last in row["quote_spans"])
              for k, row in enumerate(said)}
    k = max(shared, key=lambda k: (shared[k], said[k]["start"] - said[k]["end"]), default=None)
    if k is None or not shared[k]:
        return None, None
    return said[k], next((source for source in found if source["source_id"] == said[k]["source_id"]), None)


@pytest.fixture(scope="module")
def unseen():
    return judged("unseen")


WRONG = {"name": {0, 10, 44, 45}, "kind": {19, 44, 45}, "is_named": {0, 44, 45}, "stance": {1, 14, 23, 44}}        # rows of that part, and no other one


@pytest.mark.parametrize("column", ["name", "kind", "is_named", "stance"])
def test_unseen_gold(unseen, column):
    assert len(unseen[column]) == 50 and {row for row, is_right in enumerate(unseen[column]) if not is_right} <= WRONG[column]


@pytest.mark.parametrize("column", ["name", "kind", "is_named", "stance"])
def test_seed(column):
    right = judged("seed")[column]
    assert all(right)


@pytest.mark.parametrize("text, title, affiliation, why", [
    ("Militäranalyst Hendrik Remmel vom German Institute for Defence and Strategic Studies sagte, die Lage sei ernst.",
     "Militäranalyst", "German Institute for Defence and Strategic Studies", None),
    ("Die Vorsitzende des Mieterbundes, Clara Ohm, sagte: „Das reicht nicht.“", "Vorsitzende", "Mieterbund", None),
    ("Petra Wolnik, die Direktorin des Amtsgerichts Kiel, erklärte, man prüfe den Fall.", "Direktorin", "Amtsgericht Kiel", None),
    ("Der SPD-Abgeordnete Lars Veit kritisierte, das Geld fehle.", "SPD-Abgeordneter", "SPD", None),
    ("Die frühere Landrätin Jana Holm (CDU) sagte, sie sei müde.", "frühere Landrätin", "CDU", None),
    ("Udo Kern, Professor für Statistik an der Universität Graz, betonte, die Zahlen seien falsch.", "Professor für Statistik", "Universität Graz", None),
    ("Der Präsident des Instituts für Weltwirtschaft, Karl Otten, rechnet damit, dass die Preise steigen.", "Präsident", "Institut für Weltwirtschaft", None),
    ("Ein Sprecher des Bundesamtes für Statistik sagte, die Preise fielen.", "Sprecher", "Bundesamt für Statistik", None),
    ("Gewerkschafter Uli Roth (Verdi) forderte, die Löhne zu erhöhen.", "Gewerkschafter", "Verdi", None),
    ("Ein Zeuge, der den Unfall sah, sagte: „Es ging schnell.“", "Zeuge", None, "der den Unfall sah"),
    ("Bürgermeisterin Ute Grau, die seit 20 Jahren im Amt ist, sagte, sie bleibe.", "Bürgermeisterin", None, "die seit 20 Jahren im Amt ist"),
    ("Das Innenministerium teilte mit, es gebe keine Gefahr.", None, None, None),
    ("Experten warnen, das Dach halte nicht.", None, None, None)])
def test_title_body_and_reason(text, title, affiliation, why):
    doc = reading.read(text)
    (source,) = statements.find(doc, actors.find(doc))[1]
    assert (source["title"], source["affiliation"], source["why"]) == (title, affiliation, why)


@pytest.mark.parametrize("text, name, country", [
    ("Das Grazer Landesgericht teilte mit, der Prozess beginne.", "Grazer Landesgericht", None),
    ("Das Bremer Rathaus teilte mit, es bleibe zu.", "Bremer Rathaus", None),
    ("Nach Angaben des Rettungszentrums flogen zwei Helikopter.", "Rettungszentrum", None),
    ("Behörden in Polen teilten mit, die Grenze sei zu.", "Behörden in Polen", "PL"),
    ("Der Planer Udo Karst sagte, das Dach sei dicht.", "Udo Karst", None)])
def test_names_of_bodies_in_their_nominative(text, name, country):
    doc = reading.read(text)
    (source,) = statements.find(doc, actors.find(doc))[1]
    assert (source["name"], source["country"]) == (name, country)


def test_a_plural_in_er_has_its_umlaut():
    assert [gazetteer.role(word) and gazetteer.role(word).noun for word in ("Ämter", "Planer")] == ["Amt", None]


# ---------------------------------------------------------------- title, affiliation and reason
TITLES = list(csv.DictReader((Path(__file__).parent / "gold/source_titles.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def titled():
    """(gold row, our row of that name or None) of 70 passages, written by somebody who had not read the rules."""
    found = {}
    for text in {row["text"] for row in TITLES}:
        doc = reading.read(text)
        found[text] = {source["name"]: source for source in statements.find(doc, actors.find(doc))[1]}
    return [(row, found[row["text"]].get(row["name"])) for row in TITLES]


def test_names_of_sources(titled):
    assert len(titled) == 95 and sum(source is not None for _, source in titled) >= 86


@pytest.mark.parametrize("column, precision, recall", [("title", .94, .90), ("affiliation", .88, .60), ("why", .80, .75)])
def test_titles_bodies_and_reasons(titled, column, precision, recall):
    pairs = [(row[column], source[column] or "") for row, source in titled if source is not None]
    right = sum(wanted == told != "" for wanted, told in pairs)
    assert right >= precision * sum(told != "" for _, told in pairs) and right >= recall * sum(wanted != "" for wanted, _ in pairs)
