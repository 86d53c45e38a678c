"""WeasyPrint sets the ledger from HTML, with fixed column widths, which is its quick way."""
import json, os, sys, time
import weasyprint
from ledger_rows import HEADS, WIDTHS, rows

asked = json.load(open(sys.argv[1], encoding="utf-8"))
cells = lambda row, tag: "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
html = f"""<meta charset=utf-8><style>
@page {{ size: A4 landscape; margin: 18mm 14mm; @bottom-center {{ content: counter(page) "/" counter(pages) }} }}
body {{ font: 10.5pt/1.6 "Noto Serif CJK SC" }}
table {{ table-layout: fixed; border-collapse: collapse; width: {sum(WIDTHS)}mm }}
td, th {{ border: .4pt solid; padding: 1.5mm 1mm }} thead {{ display: table-header-group }}
</style><table><colgroup>{"".join(f'<col style="width:{width}mm">' for width in WIDTHS)}</colgroup>
<thead>{cells(HEADS, "th")}</thead><tbody>{"".join(cells(row, "td") for row in rows(asked["rows"]))}</tbody></table>"""
out = os.path.join(asked["folder"], "weasyprint.pdf")
start = time.perf_counter()
weasyprint.HTML(string=html).write_pdf(out)
print(json.dumps({"seconds": time.perf_counter() - start, "pdf": out}))
