import pandas as pd
def write(tables, path):
    raise NotImplementedError
