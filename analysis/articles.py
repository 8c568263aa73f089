def load_articles(path):
    raise NotImplementedError
