"""Inputs of every kind that can be bad, made from a seed: `inputs(20_000)` gives the same files in every run."""
import io
import json
import random
import warnings

import pandas as pd

from analysis.articles.readers import PAGES, TABLES

SUFFIXES = (*PAGES, *TABLES)
WORDS = ("Der Minister sagte am Montag, dass bis zu 12.000 Soldaten entsandt wurden. „Das ist falsch“, so Anna Weber von der Polizei in "
         "Berlin. Laut Ministerium stieg die Zahl um 3,5 Prozent auf rund 2 Mio. Euro. Dr. Max Müller könnte gehen; er habe, heißt es, am 18. "
         "Oktober 2024 um 11:35 Uhr zwei Drittel der 1,5 km² verkauft. Die USA und ihre Verbündeten fordern Aufklärung.").split()
SIGNS = list("„“”\"»«›‹'‚‘()[]{}<>–—-_.,:;!?…%€$£°²³½¼①⑫٣५Ⅻ§&/\\*#@^~|+=") + ["...", "1.", "2024", "18.10.", "\n", "\n\n", "\t", " ", "\u00a0", "\u2028", "\x85", "ß", "İ", "ﬁ"]
DIRECTIONS = [chr(c) for c in (0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2069, 0xFEFF, 0xAD)]
EMOJI = ["😀", "👩‍🔬", "🇩🇪", "🏳️‍🌈", "✊🏿", "☃", "𝔇", "e\u0301", "a" + "\u0300" * 40]
RIGHT_TO_LEFT = "قال الوزير إن 12.000 جندي أرسلوا يوم الاثنين. אמר השר ביום שני כי נשלחו חיילים رقم ١٢٣".split()
FOREIGN = ["The government said on Monday that up to 12,000 soldiers had been sent to the border.", "Le gouvernement a annoncé lundi l'envoi de soldats.",
           "De regering heeft maandag gezegd dat er soldaten zijn gestuurd.", "Уряд заявив, що відправлено солдатів.", "政府は月曜日に兵士を送ったと発表した。"]
DATES = ["2024-10-18", "31.02.2024", "0001-01-01", "9999-12-31", "18.10.2024, 25:61 Uhr", "gestern", 20241018, 1e18, -5, True, [], {}, "1" * 60, "2024-10-18T11:35:00+99:00"]
VALUES = [None, "", " ", 0, -1, 1e308, float("nan"), float("inf"), True, [], {}, [[]], {"a": 1}, "=1+1", "\ud800", "\0", "\u202e", "x" * 300, 10 ** 30]


def prose(chance, n=40, signs=0.1):
    return " ".join(chance.choice(SIGNS) if chance.random() < signs else chance.choice(WORDS) for _ in range(chance.randrange(1, n)))


def mixed(chance, others, n=40):
    return "".join(chance.choice(others) if chance.random() < 0.3 else chance.choice(WORDS) + " " for _ in range(chance.randrange(1, n)))


def soup(chance, n=120):
    return "".join(chance.choice(SIGNS) if chance.random() < 0.7 else chance.choice(WORDS) for _ in range(chance.randrange(1, n)))


def repeated(chance):
    """The same few characters over and over, which a careless pattern tries in every way."""
    part = chance.choice(["a", "A.", "1.000.", "1,", "1. ", " ", "\n", "-", "–", "(", "„", "\"", "»", "sagte ", "laut ", ", dass ", "18.10.", "von bis ", "z. B. ", "www.",
                          "a-", "Max ", "Dr. ", "\u0301", "[", "ich ", "www.a.de/", "und ", "ein Drittel ", "zwei", "tausend", "²", "1/", "vor ", "nicht ", "'", ":", "…", "%"])
    return prose(chance, 8) + part * chance.randrange(1, 400) + prose(chance, 8)


def html(chance, text):
    inner = "".join(f"<{tag}>{prose(chance, 20)}</{tag}>" for tag in chance.choices(["p", "div", "h2", "li", "table", "script", "blockquote", "td", "svg", "a href=javascript:1"], k=chance.randrange(0, 8)))
    head = chance.choice(["", "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>", "<?xml version='1.0'?><!DOCTYPE x SYSTEM 'http://example.invalid/x.dtd'>", "<!--", "<![CDATA["])
    return f"{head}<html><head><title>{prose(chance, 6)}</title><meta property='article:published_time' content='{chance.choice(DATES)}'></head><body><article><p>{text}</p>{inner}&#0;&#xD800;&b;</article></body></html>"


def deep(chance):
    n, tag = chance.choice([10, 200, 300, 3000]), chance.choice(["div", "b", "ul><li", "table><tr><td", "blockquote", "p"])
    return "<html><body>" + f"<{tag}>" * n + prose(chance) + chance.choice(["", f"</{tag}>" * n])


def records(chance, text):
    return [{chance.choice(["text", "body", " Text ", "content", "nothing"][:chance.choice([3, 4, 5])]): text if chance.random() < 0.8 else chance.choice(VALUES),
             chance.choice(["date", "published"]): chance.choice(DATES) if chance.random() < 0.2 else "18.10.2024",
             chance.choice(["title", "url", "id"]): chance.choice(VALUES) if chance.random() < 0.3 else prose(chance, 5, 0)} for _ in range(chance.randrange(0, 5))]


def parquet(chance, text):
    rows = records(chance, text)
    try:
        buffer = io.BytesIO()
        pd.DataFrame([{key: str(value).encode("utf-8", "replace").decode() for key, value in row.items()} for row in rows]
                     or {"text": [[1], [2]]}).to_parquet(buffer)
        return buffer.getvalue()
    except ValueError:
        return b"PAR1" + chance.randbytes(200) + b"PAR1"


def table(chance, text):
    """One of the forms of a table, as it should be but for what stands in it."""
    rows, form = records(chance, text), chance.choice([".json", ".jsonl", ".csv", ".parquet"])
    if form == ".parquet":
        return form, parquet(chance, text)
    if form == ".csv":
        mark = chance.choice(",;\t|")
        return form, "\n".join(mark.join(chance.choice(['"{}"', "{}", '"{}']).format(value) for value in [*row.values(), *chance.choices(["", "x"], k=chance.choice([0, 0, 1]))])
                               for row in [dict.fromkeys(["text", "date", "id"], "") and {k: k for k in ("text", "date", "id")}, *rows]).encode("utf-8", "surrogatepass")
    content = "\n".join(map(json.dumps, rows)) if form == ".jsonl" else json.dumps(chance.choice([rows, {"articles": rows}, rows[:1] and rows[0], [[rows]], 5]))
    return form, content.encode()


def damaged(chance, content):
    """Cut off, with bytes changed, left out, doubled or put in."""
    content = bytearray(content)
    for _ in range(chance.choice([0, 0, 1, 3, 30])):
        at = chance.randrange(len(content) + 1)
        content[at:at + chance.choice([0, 1, 1, 5])] = chance.choice([b"", chance.randbytes(1), b"\0", b'"', b"\xff\xfe", b"\xed\xa0\x80", b"<", b"\r", content[at:at + 20]])
    return bytes(content[:chance.randrange(len(content) + 1)] if chance.random() < 0.3 else content)


def huge(chance):
    """Ten megabytes of one line, a million opening quotes, and the like."""
    return chance.choice([(".txt", b"wort " * 2_000_000), (".jsonl", b'{"text": "' + b"wort " * 2_000_000 + b'"}'), (".txt", "„".encode() * 1_000_000), (".csv", b'text\n' + b'"' * 1_000_001),
                          (".json", b"[" * 1_000_000), (".json", b'{"a":' * 500_000), (".html", b"<div>" * 500_000), (".html", b"<p>Wort " * 100_000), (".csv", b"text" + b",a" * 1_000_000),
                          (".txt", b"x" * 20_000_001), (".csv", b"text\n" + b"wort," * 4_000_001), (".jsonl", b"[" * 20_000_002 + b'\n{"text": "Danach kommt noch ein Satz."}'), (".md", b"# " * 1_000_000),
                          (".json", '[{"text": "😀'.encode() + b"wort " * 10_000_000 + b'"}, {"text": "Danach kommt noch ein Satz."}]'), (".txt", "مرحبا ".encode() * 800_000), (".json", b"[" + b"{}," * 300_000 + b"{}]")])


def one(chance):
    """(suffix, content) of one input."""
    text = chance.choice([prose, soup, repeated, lambda c: mixed(c, DIRECTIONS), lambda c: mixed(c, EMOJI), lambda c: mixed(c, RIGHT_TO_LEFT), lambda c: mixed(c, ["\0", "\x01", "\x1b[31m", "\ud800", "\udc00"]),
                          lambda c: " ".join(c.choices(FOREIGN, k=3))])(chance)
    suffix, content = chance.choice([
        lambda: (chance.choice([".txt", ".md"]), f"{prose(chance, 6)}\n{chance.choice(DATES)}\n{text}"), lambda: (".html", html(chance, text)), lambda: (".html", deep(chance)),
        lambda: table(chance, text), lambda: table(chance, text), lambda: (chance.choice(SUFFIXES), chance.randbytes(chance.randrange(3000)) if chance.random() < 0.3 else text)])()
    if isinstance(content, str):
        content = content.encode(chance.choice(["utf-8"] * 20 + ["utf-8-sig", "utf-16", "cp1252", "cp850", "koi8-r", "shift-jis"]), chance.choice(["replace", "ignore", "xmlcharrefreplace"]))
    return suffix, damaged(chance, content) if chance.random() < 0.4 else content


def inputs(n, seed=1, every=500):
    """n inputs as (suffix, content), one in `every` of them huge."""
    chance = random.Random(seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in range(n):
            yield huge(chance) if number % every == every - 1 else one(chance)
