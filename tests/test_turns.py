"""Interviews: who is asked speaks, who asks is the paper; and what looks like turns and is none."""
import pytest
from work import work

from analysis.language import reading
from analysis.people import actors
from analysis.sources import statements, turns

ASKED = "Die Lage ist ernst. Uns fehlen 300 Pfleger."
INTERVIEWS = {
    "in one run of text": f"Jana Holm leitet die Klinik. KURIER: Wie geht es Ihnen? Holm: {ASKED} KURIER: Und nun? Holm: Wir hoffen.",
    "in paragraphs": f"Jana Holm leitet die Klinik.\n\nNORDPOST: Wie geht es Ihnen?\n\nHolm: {ASKED}\n\nNORDPOST: Und nun?\n\nHolm: Wir hoffen.",
    "Frage, once": f"Frage: Wie ist die Lage?\nJana Holm: {ASKED}",
    "full names, capitals": f"REDAKTION: Frau Holm, wie ist die Lage?\nJANA HOLM: {ASKED}\nREDAKTION: Was hilft?\nJANA HOLM: Geld.",
    "a name that looks like another word": f"Jana Behr leitet die Klinik. Die Gewerkschaft klagt, sie sei zu klein. KURIER: Wie geht es Ihnen? Behr: {ASKED} KURIER: Und nun? Behr: Wir hoffen.",
    "the interviewer by name": f"Jana Holm leitet die Klinik. Vogt: Wie geht es Ihnen? Holm: {ASKED} Vogt: Und nun? Holm: Wir hoffen.",
    "two who are asked": f"Jana Holm und Udo Kern streiten. KURIER: Wie ist die Lage? Holm: {ASKED} Kern: Nein, sie ist gut. KURIER: Was nun? Kern: Nichts. Holm: Doch.",
}


def found(text):
    doc = reading.read(text)
    said, sources = statements.find(doc, actors.find(doc))
    names = {row["source_id"]: row["name"] for row in sources}
    return [(text[start:end], names[row["source_id"]], row["kind"]) for row in said if row["rule"] == "turn" for start, end in row["quote_spans"]]


@pytest.mark.parametrize("text", INTERVIEWS.values(), ids=INTERVIEWS)
def test_the_one_who_is_asked_speaks(text):
    words, name, kind = found(text)[0]
    assert (words, kind) == (ASKED, "direct")
    assert name.title() in ("Jana Holm", "Jana Behr")
    assert not any("?" in words for words, *_ in found(text))


def test_what_is_told_inside_an_answer_is_a_statement_too():
    text = "KURIER: Was sagt die Stadt? Jana Holm: Die Stadt sagt, dass das Geld fehlt. KURIER: Und Sie? Jana Holm: Ich weiß es nicht."
    doc = reading.read(text)
    assert [row["rule"] for row in statements.find(doc, actors.find(doc))[0]] == ["turn", "dass clause", "turn"]


def test_the_signature_is_nobodys_answer():
    text = "KURIER: Was nun? Jana Holm: Wir hoffen. KURIER: Worauf? Jana Holm: Auf Geld. (Udo Kern, 5.3.2026)"
    assert found(text)[-1][0] == "Auf Geld."


@pytest.mark.parametrize("text", [
    "Wien: 3 Grad. Graz: 4 Grad. Wien: 5 Grad. Graz: 6 Grad.",
    "Frage: Was kostet der Pass? Antwort: Er kostet 60 Euro. Frage: Wie lange gilt er? Antwort: Zehn Jahre.",
    "Tore: Huber, Mayer. Gelb: Kern. Tore: Holm. Gelb: Veit.",
    "DIE FRAU: Wohin gehst du? DER MANN: Fort. DIE FRAU: Bleib! DER MANN: Nein.",
    "Jana Holm sagte: Das reicht. Udo Kern sagte: Nein."])
def test_no_interview(text):
    assert found(text) == []


def test_many_labels_take_time_in_proportion():
    def instructions(n):
        return work(lambda: turns.answers("".join(f"Wort{i}: Was? " for i in range(n)), ()))
    assert instructions(4000) < 3 * instructions(2000)
