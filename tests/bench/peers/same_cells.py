"""Whether two workbooks hold the same cells, as openpyxl reads them."""
import json, sys
from itertools import zip_longest
from openpyxl import load_workbook


def rows(path):
    for sheet in load_workbook(path, read_only=True):
        yield from sheet.iter_rows(values_only=True)


print(json.dumps({"same": all(one == other for one, other in zip_longest(rows(sys.argv[1]), rows(sys.argv[2])))}))
