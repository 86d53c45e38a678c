"""XeLaTeX sets the ledger as a long table of fixed columns, for which one pass is enough."""
import json, os, shutil, subprocess, sys, time
from ledger_rows import HEADS, WIDTHS, rows

if not shutil.which("xelatex"):
    raise SystemExit("xelatex is missing")
asked = json.load(open(sys.argv[1], encoding="utf-8"))
columns = "|".join(f"p{{{width - 4}mm}}" for width in WIDTHS)
lines = "\n".join(" & ".join(row) + r" \\ \hline" for row in rows(asked["rows"]))
with open(os.path.join(asked["folder"], "ledger.tex"), "w", encoding="utf-8") as file:
    file.write(rf"""\documentclass[UTF8,zihao=5]{{ctexart}}
\usepackage[a4paper,landscape,margin=14mm]{{geometry}}\usepackage{{longtable}}
\begin{{document}}\begin{{longtable}}{{|{columns}|}}\hline
{" & ".join(HEADS)} \\ \hline\endhead
{lines}
\end{{longtable}}\end{{document}}""")
start = time.perf_counter()
subprocess.run(["xelatex", "-interaction=batchmode", "ledger.tex"], cwd=asked["folder"], check=True, capture_output=True)
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "pdf": os.path.join(asked["folder"], "ledger.pdf")}))
