def find(doc, published=None):
    return []
