"""Actors: one short text a rule."""
import pandas as pd
import pytest

from analysis.language import reading
from analysis.people import actors, corrections, declension, recognition


def found(text, *columns):
    return [tuple(text[row["start"]:row["end"]] if c == "text" else row[c] for c in columns) for row in actors.find(reading.read(text))]


@pytest.mark.parametrize("text, expected", [
    pytest.param("Außenminister Sergej Lawrow reiste nach Ankara.", [("Sergej Lawrow", "person"), ("Ankara", "place")], id="crf"),
    pytest.param("Später liefert Nordkorea Russland Munition.", [("Nordkorea", "place"), ("Russland", "place")], id="countries apart"),
    pytest.param("Remmel forscht am Institute for Security Studies.", [("Remmel", "person"), ("Institute for Security Studies", "organisation")],
                 id="foreign body"),
    pytest.param("Ursula von der Leyen reiste ab.", [("Ursula von der Leyen", "person")], id="listed person"),
    pytest.param("Er las Ursula von der Leyens Brief.", [("Ursula von der Leyens", "person")], id="listed person, genitive"),
    pytest.param("Er arbeitet bei Human Rights Watch.", [("Human Rights Watch", "organisation")], id="listed body"),
    pytest.param("KIEL/MAINZ/BRÜSSEL (dpa) – Es eilt.", [("KIEL", "place"), ("MAINZ", "place"), ("BRÜSSEL", "place"), ("dpa", "organisation")], id="city/city"),
    pytest.param("Das Institut des Staates ruht.", [], id="German genitive"),
    pytest.param("Anhänger des Berklee College of Music warten.", [("Berklee College of Music", "organisation")], id="foreign body, genitive"),
    pytest.param("Die Allianz zwischen Staaten hält. Die Allianz dauert an.", [], id="a bond is no company"),
    pytest.param("Die Allianz steigerte ihren Gewinn.", [("Allianz", "organisation")], id="company"),
    pytest.param("Der Ukrainekrieg dauert an.", [], id="compound"),
    pytest.param("Die russischen Truppen kommen voran.", [], id="adjective"),
    pytest.param("", [], id="empty"),
])
def test_mentions(text, expected):
    assert found(text, "text", "kind") == expected


@pytest.mark.parametrize("text, expected", [
    pytest.param("Wladimir Putin schweigt. Putins Sprecher redet. Putin lächelt.", ["Wladimir Putin"] * 3, id="surname, genitive"),
    pytest.param("Moskau und Pjöngjang unterzeichneten einen Vertrag.", ["Russland", "Nordkorea"], id="capital acts"),
    pytest.param("Die Zeitung New York Times berichtet.", ["New York Times"], id="listed name in s"),
    pytest.param("In Pjöngjang leben viele Menschen.", ["Pjöngjang"], id="capital as city"),
    pytest.param("Ein Sprecher des Roten Kreuzes kam. Das Rote Kreuz hilft.", ["Rotes Kreuz"] * 2, id="body in the nominative"),
    pytest.param("Die Bundeswettbewerbsbehörde (BWB) prüft das.", ["Bundeswettbewerbsbehörde"], id="short for a noun"),
    pytest.param("Werner Bals, der Geschäftsführer, kam. Bals ging wieder.", ["Werner Bals"] * 2, id="own final s"),
    pytest.param("Bernd Schulz kam. Schulz redete. Dann kam Martin Schulz. Schulz schwieg.",
                 ["Bernd Schulz", "Bernd Schulz", "Martin Schulz", "Schulz"], id="the only one named so far"),
    pytest.param("Alexander Van der Bellen schweigt. Van der Bellen lächelt.", ["Alexander Van der Bellen"] * 2, id="end of a full name"),
    pytest.param("Werner  Wolff kam. Wolff redete.", ["Werner Wolff"] * 2, id="a space too many"),
])
def test_one_name_for_an_actor(text, expected):
    assert [name for name, in found(text, "name")] == expected


@pytest.mark.parametrize("words, name", [
    pytest.param("Rheinischen Landesmuseums", "Rheinisches Landesmuseum", id="neuter"),
    pytest.param("Deutschen Archäologischen Instituts", "Deutsches Archäologisches Institut", id="two adjectives"),
    pytest.param("Slowenischen Staatsbanken", "Slowenische Staatsbanken", id="plural"),
    pytest.param("Münchner Landgerichts", "Münchner Landgerichts", id="of a town"),
    pytest.param("Olympischen Spiele", "Olympischen Spiele", id="no noun for a body"),
])
def test_body_in_nominative(words, name):
    assert " ".join(declension.body_in_nominative(words.split())) == name


@pytest.mark.parametrize("text", [
    pytest.param("Außenminister Sergej Lawrow reiste mit der „Lok Leipzig“-Elf nach Ankara.", id="quotes"),
    pytest.param("Kaplinskij aus Oberlupstorf traf Xqz.", id="unknown words"),
])
def test_features_without_weight_change_no_label(text):
    tokens = list(reading.read(text))
    assert recognition.tagger().tag(recognition.features(tokens)) == recognition.tagger().tag(recognition.features(tokens, recognition.known_word_features))


def test_similar_words_share_a_cluster():
    assert set(recognition.similar("donnerstag")) & set(recognition.similar("freitag")) and not recognition.similar("xqzw")


@pytest.mark.parametrize("text, role, country", [
    pytest.param("Militäranalyst Hendrik Remmel rechnet damit.", "Militäranalyst", None, id="title"),
    pytest.param("Der Chef des ukrainischen Militärgeheimdienstes, Kyrylo Budanow, rechnet damit.",
                 "Chef des ukrainischen Militärgeheimdienstes", "UA", id="apposition"),
    pytest.param("Hendrik Remmel rechnet damit.", None, None, id="none"),
])
def test_role_and_country(text, role, country):
    assert [row for row in found(text, "kind", "role", "country") if row[0] == "person"] == [("person", role, country)]


def table():
    return pd.DataFrame({"article_id": ["a", "a", "a"], "start": [0, 9, 20], "text": ["Müllers", "Anna Müller", "Berlin"],
                         "name": ["Müller", "Anna Müller", "Berlin"], "kind": ["person", "person", "place"]})


def test_unresolved_lists_single_names_of_persons():
    assert corrections.unresolved(table())[["name", "n_mentions"]].values.tolist() == [["Müller", 1]]


def test_what_is_counted_is_no_person():
    words = reading.words(reading.read("59 Rudel leben dort."))
    assert actors.is_counted(words, 0, 2, "PER") and not actors.is_counted(words, 1, 2, "PER") and not actors.is_counted(words, 0, 2, "ORG")
