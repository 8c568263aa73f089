def find(doc, people=()):
    return [], []
