def find(doc):
    return []
