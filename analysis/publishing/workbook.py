"""Tables as one Excel workbook, a sheet a table. Texts stay texts: nothing in an article becomes a formula or a link."""
import io
import json
import math
from datetime import datetime

import pandas as pd
import xlsxwriter

MOST_ROWS, LONGEST_TEXT = 1_048_575, 32_767      # Excel's limits: rows below the header, UTF-16 units in a cell
CUT = " … [cut here: a cell holds no more]"
NARROWEST, WIDEST, SAMPLE = 6, 60, 200           # width of a column in characters, told from its first rows
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}
CREATED = datetime(2000, 1, 1)                   # not the clock


def content(tables):
    """The bytes of an .xlsx file of tables (name of the sheet -> DataFrame), sheets in the order given. The same tables give the same bytes.

    Lists stand as JSON, days and times as Excel's own (as ISO text before 1901 or with a time zone), to the second, infinite
    numbers as the texts `inf` and `-inf`, what is missing as empty cells. A longer text than Excel holds is cut and says so.
    Raises ValueError that names the table if it has more rows than a sheet.
    """
    for name, table in tables.items():
        if len(table) > MOST_ROWS:
            raise ValueError(f"{name}: {len(table):,} rows, and a sheet of Excel holds {MOST_ROWS:,}; write parquet or csv instead")
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": "Quellenlage: tables", "created": CREATED})
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, table in tables.items():
            fill(book.add_worksheet(name), table, bold)
    return file.getvalue()


def fill(sheet, table, bold):
    """A header that stays in view and can be filtered, and a row below it for each row."""
    sheet.freeze_panes(1, 0)
    if len(table.columns):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    for place, name in enumerate(table):
        sheet.set_column(place, place, width(name, table[name]))
        sheet.write_string(0, place, name, bold)
    for row, values in enumerate(zip(*(table[name] for name in table)), start=1):
        for place, value in enumerate(map(cell, values)):
            if value is not None:
                sheet.write(row, place, value)


def width(name, column):
    longest = max((len(str(cell(value))) for value in column.head(SAMPLE)), default=0)
    return min(max(longest, len(name) + 3, NARROWEST), WIDEST)     # 3: the button of the filter


def cell(value):
    """A value as XlsxWriter takes it; None for what is missing."""
    if isinstance(value, (list, tuple)):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return shortened(value)
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.floor("s").to_pydatetime() if value.year > 1900 and value.tz is None else value.isoformat()
    return str(value) if isinstance(value, float) and math.isinf(value) else value


def shortened(text):
    """The text, cut to what a cell holds."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[:2 * (LONGEST_TEXT - len(CUT))].decode("utf-16-le", "ignore") + CUT
