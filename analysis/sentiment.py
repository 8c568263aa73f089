from . import language
def sentences(doc, said=()):
    return [dict(start=s.start_char,end=s.end_char,paragraph=s._.paragraph,is_heading=s._.is_heading,polarity=0.0,is_subjective=False,hedges=[],voice="author") for s in language.sentences(doc)]
def target_sentiment(articles, mentions):
    return mentions.assign(polarity=0.0,label="neutral")
def explain(sentence):
    return None
