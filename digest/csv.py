"""The claims of a digest as CSV (RFC 4180), with a row of HXL hashtags under the names, and the codebook beside it (CSVW)."""

import csv
from io import StringIO

from core.times import brief
from digest.columns import COLUMNS, Column, Scalar, entries
from digest.record import Digest

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), in both widths.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_text(digest: Digest) -> str:
    """Write the claims as CSV: names, hashtags, then one claim of one article a line."""
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerow([column.hxl for column in COLUMNS])
    writer.writerows([_cell(column.take(entry)) for column in COLUMNS] for entry in entries(digest))
    return file.getvalue()


def codebook(digest: Digest) -> dict[str, object]:
    """Return what the columns mean, as W3C's "CSV on the Web" has it, but for the name of the CSV file."""
    return {
        "dc:title": f"{digest.negotiation}: claims",
        "dc:description": "One claim of one article a row. Under the names stands a row of HXL hashtags.",
        "dc:temporal": f"{brief(digest.since)}/{brief(digest.until)}",
        # A hashtag begins the row of hashtags: here it is a comment.
        "dialect": {"encoding": "utf-8", "header": True, "commentPrefix": "#"},
        "notes": list(digest.method),
        "tableSchema": {"columns": [_described(column) for column in COLUMNS]},
    }


def _described(column: Column) -> dict[str, object]:
    return {
        "name": column.name,
        "titles": [column.name, column.hxl],
        "dc:description": column.meaning,
        "datatype": column.datatype,
        "null": "",
    }


def _cell(value: Scalar) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:.15g}"
        case str() if value.startswith(_FORMULA):
            return f"'{value}"
        case _:
            return str(value)
