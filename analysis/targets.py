"""Tone towards a target."""


def target_sentiment(articles, mentions):
    return mentions.assign(polarity=0.0, label="neutral")
