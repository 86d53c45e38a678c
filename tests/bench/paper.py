#!/usr/bin/env python3
"""The paper part of the bench: our reader beside Auto Multiple Choice, each on its own sheet, with the same pens and scanners in the same run.

usage: paper.py [--sheets 16] [--seed 1] [--classes d1,d2,…] [--styles nasty] [--debug] [--to TABLE.md] [--keep DIR] [--no-peer] [--binary MEASURE]

Printed per class: silent wrong rows (wrong and sent to nobody), rows to review, pages rejected, wrong codes, CPU seconds a page, and how many
times the peer's CPU ours is; then pages a second on two cores, the most memory for one and for two stacks, and the rate of printing.
The peer's doubt is its own: several marks in a row, or a page above the limits its manual gives (sensitivity 8, fit error 3).
Auto Multiple Choice is Debian's package with XeLaTeX and its Chinese part; where it is not installed it is printed as missing.
"""
import argparse, json, os, resource, shutil, sqlite3, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SHEETS = os.path.join(ROOT, "tests", "sheets")
sys.path.insert(0, SHEETS)
import measure  # noqa: E402

NAMES = ["曾嘉欣", "单志强", "仇玉兰", "欧阳建国", "区绍明", "梁惠芳", "陈海生", "翟秀英", "盖文杰", "朴成华", "黎小明", "司徒美玲"]
GRADES = ["满意", "较满意", "一般", "不满意", "不了解"]
# The limits of the peer: share of black in a box that is ticked, and what its manual calls a doubtful page.
TICKED, SENSITIVITY, FIT = .15, 8, 3
SHEET = r"""\documentclass[a4paper,11pt]{article}
\usepackage{xeCJK}
\setCJKmainfont{Noto Serif CJK SC}
\usepackage[box,noshuffle]{automultiplechoice}
\AMCboxDimensions{size=4.2mm,rule=0.35mm}
\begin{document}
\onecopy{%d}{
\noindent{\bf 驻点团队党代表履职情况群众评议表}\hfill 河村村\par\medskip
\noindent 请在每一行您认为合适的方框内打“√”，每行只选一项。\par\medskip
%s
}
\end{document}
"""


def spent():
    of = resource.getrusage(resource.RUSAGE_CHILDREN)
    return of.ru_utime + of.ru_stime


def run(words, **more):
    """Runs a program; answers its wall time and CPU seconds."""
    started, before = time.time(), spent()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.time() - started, spent() - before


class Peer:
    """Auto Multiple Choice on a sheet of its own with twelve rows."""

    def __init__(self, folder, copies):
        self.folder = folder
        os.makedirs(f"{folder}/data")
        rows = "".join("\\begin{questionmult}{q%d}\\QuestionIndicative %s\\begin{choiceshoriz}%s\\end{choiceshoriz}\\end{questionmult}\n" % (
            at + 1, name, "".join(("\\correctchoice" if k == 0 else "\\wrongchoice") + "{%s}" % grade for k, grade in enumerate(GRADES)))
            for at, name in enumerate(NAMES))
        open(f"{folder}/sheet.tex", "w", encoding="utf-8").write(SHEET % (copies, rows))
        self.printing, _ = run(["auto-multiple-choice", "prepare", "--mode", "s", "--with", "xelatex", "--prefix", f"{folder}/", "--data", f"{folder}/data",
                                "--out-sujet", "sheets.pdf", "--out-calage", "places.xy", "--out-corrige", "right.pdf", "sheet.tex"], cwd=folder)
        run(["auto-multiple-choice", "meptex", "--src", f"{folder}/places.xy", "--data", f"{folder}/data"])
        layout, mm = sqlite3.connect(f"{folder}/data/layout.sqlite"), 25.4 / 300
        names, pages = dict(layout.execute("SELECT question, name FROM layout_question")), []
        self.places = {}
        for copy, page, printed in layout.execute("SELECT student, page, subjectpage FROM layout_page ORDER BY subjectpage").fetchall():
            boxes = layout.execute("SELECT question, answer, xmin, xmax, ymin, ymax FROM layout_box WHERE student = ? AND page = ? AND role = 1 ORDER BY 1, 2", (copy, page))
            self.places[printed] = (copy, page)
            pages.append(dict(page=printed, width_mm=210, height_mm=297, boxes=[
                dict(row=names[q], option=GRADES[a - 1], x_mm=x * mm, y_mm=y * mm, w_mm=(x1 - x) * mm, h_mm=(y1 - y) * mm) for q, a, x, x1, y, y1 in boxes]))
        self.names = names
        json.dump(dict(pages=pages), open(f"{folder}/sheets.json", "w", encoding="utf-8"), ensure_ascii=False)

    def read(self, kind, processes):
        """Analyses a class afresh; answers wall time, CPU seconds and the folder of its data."""
        data = f"{self.folder}/data-{kind}-{processes}"
        shutil.copytree(f"{self.folder}/data", data)
        os.makedirs(f"{self.folder}/cr-{kind}-{processes}")
        files = sorted(os.listdir(f"{self.folder}/{kind}"))
        open(f"{self.folder}/files", "w", encoding="utf-8").write("".join(f"{self.folder}/{kind}/{name}\n" for name in files))
        wall, cpu = run(["auto-multiple-choice", "analyse", "--data", data, "--cr", f"{self.folder}/cr-{kind}-{processes}", "--projet", self.folder,
                         "--n-procs", str(processes), "--liste-fichiers", f"{self.folder}/files"])
        return wall, cpu, data

    def measured(self, kind):
        wall, cpu, data = self.read(kind, 1)
        capture = sqlite3.connect(f"{data}/capture.sqlite")
        truth = json.load(open(f"{self.folder}/truth.json", encoding="utf-8"))
        figures = dict(pages=len(truth), rejected=0, wrong_codes=0, rows=0, silent=0, review=0, cpu=cpu, wall=wall)
        seen = {os.path.splitext(os.path.basename(src))[0]: (copy, page, mse) for src, copy, page, mse in
                capture.execute("SELECT src, student, page, mse FROM capture_page")}
        for key, said in truth.items():
            if key not in seen:
                figures["rejected"] += 1
                continue
            copy, page, mse = seen[key]
            if (copy, page) != self.places[said["page"]]:
                figures["wrong_codes"] += 1
            zones = capture.execute("SELECT id_a, id_b, total, black FROM capture_zone WHERE student = ? AND page = ? AND type = 4", (copy, page)).fetchall()
            shares = {(self.names[q], GRADES[a - 1]): black / max(total, 1) for q, a, total, black in zones}
            nearest = min((abs(share - TICKED) for share in shares.values()), default=0)
            warned = 10 * (TICKED - nearest) / TICKED > SENSITIVITY or mse > FIT
            for row, truly in said["rows"].items():
                figures["rows"] += 1
                marked = [grade for grade in GRADES if shares.get((row, grade), 0) >= TICKED]
                if warned or len(marked) > 1:
                    figures["review"] += 1
                elif marked != truly["marked"] or truly["scrapped"]:
                    figures["silent"] += 1
        return figures


def simulate(python, folder, args, sheets):
    subprocess.run([python, f"{SHEETS}/measure.py", "simulate", "--pdf", f"{folder}/sheets.pdf", "--geometry", f"{folder}/sheets.json", "--out", folder,
                    "--sheets", str(sheets), "--max-pages", str(sheets), "--seed", str(args.seed), "--classes", args.classes, "--styles", args.styles], check=True)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--sheets", type=int, default=16); a.add_argument("--seed", type=int, default=1); a.add_argument("--styles", default="nasty")
    a.add_argument("--classes", default="d1,d2,d3,d5,d6,d7,a1,a3"); a.add_argument("--debug", action="store_true"); a.add_argument("--to")
    a.add_argument("--keep"); a.add_argument("--no-peer", action="store_true"); a.add_argument("--binary")
    args = a.parse_args()
    python = measure.environment()
    if not args.binary:
        subprocess.run(["cargo", "build", "--quiet", "-p", "zhudian-sheets", "--example", "measure"] + ([] if args.debug else ["--release"]), cwd=ROOT, check=True)
    target = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
    binary = args.binary or os.path.join(target, "debug" if args.debug else "release", "examples", "measure")
    lines = []

    def tell(line):
        print(line, flush=True)
        lines.append(line)

    with tempfile.TemporaryDirectory() as scratch:
        base = args.keep or scratch
        ours, theirs = f"{base}/ours", f"{base}/theirs"
        subprocess.run([binary, "make", ours], check=True)
        simulate(python, ours, args, args.sheets)
        subprocess.run([binary, "read", ours, "--to", f"{base}/ours.json"], check=True, stdout=subprocess.DEVNULL)
        mine = json.load(open(f"{base}/ours.json"))
        peer, there = None, shutil.which("auto-multiple-choice") and shutil.which("xelatex") and not args.no_peer
        if there:
            peer = Peer(theirs, args.sheets)
            simulate(python, theirs, args, args.sheets)
        tell("| class | | pages | rejected | wrong codes | rows | silent wrong | to review | CPU s a page | ratio |")
        tell("|---|---|---|---|---|---|---|---|---|---|")
        row = lambda kind, who, f, ratio: tell(f"| {kind} | {who} | {f['pages']} | {f['rejected']} | {f['wrong_codes']} | {f['rows']} | {f['silent']} | "
                                               f"{f['review']} ({100 * f['review'] / max(f['rows'], 1):.1f} %) | {f['cpu'] / f['pages']:.3f} | {ratio} |")
        for kind in args.classes.split(","):
            own = mine[kind]
            decoding = f"{own['cpu'] / own['decoding']:.2f} of JPEG decoding alone" if own["decoding"] / own["pages"] > .001 else ""
            row(kind, "ours", own, decoding)
            if peer:
                other = peer.measured(kind)
                row(kind, "AMC", other, f"ours 1/{other['cpu'] / other['pages'] / (own['cpu'] / own['pages']):.1f}")
            else:
                tell(f"| {kind} | AMC | missing | | | | | | | |")
        kind = args.classes.split(",")[0]
        stack = lambda folder: json.loads(subprocess.run([binary, "stack", folder], check=True, capture_output=True, text=True).stdout)
        once = stack(f"{ours}/{kind}")
        # The same pages again under other names: twice the stack.
        double = f"{ours}/twice-{kind}"
        os.makedirs(double)
        for name in os.listdir(f"{ours}/{kind}"):
            for copy in "ab":
                os.link(f"{ours}/{kind}/{name}", f"{double}/{copy}{name}")
        twice = stack(double)
        tell("")
        tell(f"{kind} on two cores: ours {once['pages'] / once['seconds']:.1f} pages a second, peak {once['peak_mib']:.0f} MiB for {once['pages']} pages and {twice['peak_mib']:.0f} MiB for {twice['pages']}")
        if peer:
            wall, _, _ = peer.read(kind, 2)
            tell(f"{kind} on two cores: AMC {args.sheets / wall:.1f} pages a second")
        printed = json.loads(subprocess.run([binary, "print", f"{base}/print.pdf"], check=True, capture_output=True, text=True).stdout)
        own_rate = printed["sheets"] / printed["seconds"]
        tell(f"printing: ours {printed['sheets']} sheets of {printed['batches']} batches in {printed['seconds']:.2f} s, {printed['bytes'] / 1e6:.2f} MB")
        if there:
            copies = 100
            large = Peer(f"{base}/print", copies)
            size = os.path.getsize(f"{base}/print/sheets.pdf")
            tell(f"printing: AMC {copies} sheets in {large.printing:.1f} s, {size / 1e6:.2f} MB; ours {own_rate / (copies / large.printing):.0f} times the rate")
        else:
            tell("printing: AMC missing")
    if args.to:
        open(args.to, "w", encoding="utf-8").write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
