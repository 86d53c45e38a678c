#!/usr/bin/env python3
"""Measures the reader on simulated scans: draws sheets, ages them with pensim.py, reads them, prints a table.

usage: measure.py [--sheets 200] [--seed 1] [--styles nasty|plain|strange] [--classes d1,d2,…] [--release] [--keep DIR]

Beyond the classes of pensim.py: s94, s97, fit (printed at 94 %, 97 %, shrunk to fit and off the middle, then scanned like d1), copy (a photocopy
of a photocopy), red (d1 through a red pen's grey). Style `strange` draws marks no reader is made for: rings round a box, double ticks, strokes
through two boxes, coffee rings, stamps and finger prints over boxes; for these a doubtful row is right and a silent answer must be the true one.

Python packages go into a virtual environment in the user's cache folder and stay there.
"""
import argparse, math, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "zhudian")
PACKAGES = ["numpy", "opencv-python-headless", "augraphy==8.2.6"]


def environment():
    """The virtual environment's Python, made when it is not there or lacks a package."""
    folder = os.path.join(CACHE, "pensim-venv")
    python = os.path.join(folder, "Scripts/python.exe" if os.name == "nt" else "bin/python")
    if subprocess.run([python, "-c", "import cv2, numpy, augraphy"], capture_output=True).returncode if os.path.exists(python) else True:
        os.makedirs(CACHE, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def simulate(argv):
    """Runs inside the environment: pensim.py with the further pens and scanners."""
    sys.path.insert(0, HERE)
    import cv2, numpy as np, pensim

    class Pen(pensim.Pen):
        def extra(self, img, box, style, grey, w):
            rng, (x0, y0, x1, y1) = self.rng, box
            s, cx, cy = x1 - x0, (x0 + x1) / 2, (y0 + y1) / 2
            turn = lambda r, n=40, k=1.0: [(cx + r * math.cos(t * 2 * math.pi / n), cy + k * r * math.sin(t * 2 * math.pi / n)) for t in range(n + 1)]
            if style == "ring":
                self.stroke(img, turn(s * rng.uniform(.75, .95)), w, grey)
            elif style == "double":
                self.mark(img, box, "tick"); self.mark(img, box, "tick")
            elif style == "coffee":
                r = rng.uniform(2.5, 5) * s; a = rng.uniform(0, 2 * math.pi)
                cx, cy = cx + r * math.cos(a), cy + r * math.sin(a)
                self.stroke(img, turn(r, 80), rng.uniform(.8, 1.6), rng.uniform(150, 205))
                self.mark(img, box, "tick")
            elif style == "stamp":
                g = rng.uniform(90, 160)
                for k in range(-3, 4):
                    self.stroke(img, [(cx + k * .45 * s, cy - 1.5 * s), (cx + k * .45 * s, cy + 1.5 * s)], .5, g)
                    self.stroke(img, [(cx - 1.5 * s, cy + k * .45 * s), (cx + 1.5 * s, cy + k * .45 * s)], .5, g)
            elif style == "thumb":
                g = rng.uniform(90, 170)
                for k in range(1, 9):
                    self.stroke(img, turn(k * .22 * s, 40, 1.3), .4, g)
            else:
                super().extra(img, box, style, grey, w)

    class Scanner(pensim.Scanner):
        def scan(self, img, kind):
            h, w = img.shape
            if kind in ("s94", "s97", "fit"):
                k = {"s94": .94, "s97": .97, "fit": .955}[kind]
                m = np.array([[k, 0, w * (1 - k) / 2 + (40 if kind == "fit" else 0)], [0, k, h * (1 - k) / 2 - (30 if kind == "fit" else 0)]], np.float32)
                return super().scan(cv2.warpAffine(img, m, (w, h), flags=cv2.INTER_AREA, borderValue=255), "d1")
            if kind == "copy":
                f = img.astype(np.float32)
                for _ in range(2):
                    f = cv2.GaussianBlur(f, (0, 0), 1.6)
                    f = self.warp(f, self.similarity((h, w), self.rng.uniform(-.8, .8), self.rng.uniform(.985, 1.005), 0, 0, w, h), w, h)
                    f = np.clip((f - 90) * 1.9 + self.rng.normal(0, 9, f.shape), 0, 255).astype(np.float32)
                    for _ in range(60):
                        cv2.circle(f, (int(self.rng.integers(w)), int(self.rng.integers(h))), int(self.rng.integers(1, 4)), float(self.rng.uniform(0, 120)), -1)
                return super().scan(f.astype(np.uint8), "d1")
            if kind == "red":
                f = img.astype(np.float32)
                return super().scan(np.where(f > 60, f, 76).astype(np.uint8), "d1")
            return super().scan(img, kind)

    styles = dict(pensim.STYLES, strange=(["ring", "double", "coffee", "stamp", "thumb"], [.2] * 5, .05, .0, .0))
    sys.argv = ["pensim.py", *argv]
    pensim.run(pensim.parser().parse_args(), Pen, Scanner, styles)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--sheets", type=int, default=200); a.add_argument("--seed", type=int, default=1); a.add_argument("--styles", default="nasty")
    a.add_argument("--classes", default="d1,d2,d3,d5,d6,d7,a1,a3"); a.add_argument("--release", action="store_true"); a.add_argument("--keep")
    args = a.parse_args()
    python = environment()
    build = ["cargo", "build", "--quiet", "-p", "zhudian-sheets", "--example", "measure"] + (["--release"] if args.release else [])
    subprocess.run(build, cwd=ROOT, check=True)
    target = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
    binary = os.path.join(target, "release" if args.release else "debug", "examples", "measure")
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or scratch
        subprocess.run([binary, "make", folder], check=True)
        subprocess.run([python, os.path.abspath(__file__), "simulate", "--pdf", f"{folder}/sheets.pdf", "--geometry", f"{folder}/sheets.json", "--out", folder,
                        "--sheets", str(args.sheets), "--seed", str(args.seed), "--classes", args.classes, "--styles", args.styles], check=True)
        subprocess.run([binary, "read", folder], check=True)


if __name__ == "__main__":
    simulate(sys.argv[2:]) if sys.argv[1:2] == ["simulate"] else main()
