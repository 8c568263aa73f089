"""Any number of articles, made by drawing sentences of the invented sample: for tests of size, not of language."""
import json
import random

import analysis
from analysis import project


def sentences():
    result = analysis.analyse(analysis.load_articles(project.ROOT / "data" / "sample"))
    return result.sentences[~result.sentences.is_heading].text.tolist()


def write(path, n_articles, n_sentences=4, seed=0):
    """Write a .jsonl of articles to `path`; the first articles are the same whatever their number."""
    drawn, pool = random.Random(seed), sentences()
    with open(path, "w", encoding="utf-8") as file:
        for number in range(n_articles):
            text = " ".join(drawn.choices(pool, k=n_sentences))
            row = {"article_id": f"a{number:06}", "title": "Invented", "published": "2031-03-12", "text": text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path
