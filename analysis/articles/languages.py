"""In which language a text is written, so that no other language is read as German."""
from functools import cache

SURE = 1000                    # times likelier than German
CLEAR = 0.5                    # probability from which on German is told as German
FEWEST_LETTERS = 20
ENOUGH = 50_000                # characters that are looked at
READ = ("de", "")              # languages that are analysed: German, and what is too short to tell


def tell(text):
    """The ISO 639-1 code of the text's language, empty if it cannot be told: too short, mixed, names and figures only.

    Another language is told only where py3langid (naive Bayes over byte n-grams) finds it a thousand times likelier than
    German: German is hardly ever told as another language, and a short foreign text may stay untold. Swiss German and Bavarian
    count as German; Luxembourgish, Frisian and Afrikaans do not; Low German may be told as Dutch.
    """
    text = text[:ENOUGH]
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return ""
    likely = dict(identifier().rank(text))
    best = max(likely, key=likely.get)
    if best == "de":
        return "de" if likely["de"] >= CLEAR else ""
    return best if likely[best] > SURE * likely["de"] else ""


@cache
def identifier():
    """py3langid's model, with the languages that have a code of two letters."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # seconds, and only for articles that are new
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([language for language in model.labels if len(language) == 2])
    return model
