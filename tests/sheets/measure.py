#!/usr/bin/env python3
"""Measures the reader on simulated scans: draws sheets, ages them with pensim.py, reads them, prints a table.

usage: measure.py [--sheets 200] [--seed 1] [--styles nasty|plain|strange|odd] [--classes d1,d2,…] [--release] [--keep DIR]

Pens and classes beyond those of pensim.py are told in further.py.

Python packages go into a virtual environment in the user's cache folder and stay there.
"""
import argparse, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "zhudian")
PACKAGES = ["numpy", "opencv-python-headless", "augraphy==8.2.6", "albumentations==2.0.8"]


def environment():
    """The virtual environment's Python, made when it is not there or lacks a package."""
    folder = os.path.join(CACHE, "pensim-venv")
    python = os.path.join(folder, "Scripts/python.exe" if os.name == "nt" else "bin/python")
    if subprocess.run([python, "-c", "import cv2, numpy, augraphy, albumentations"], capture_output=True).returncode if os.path.exists(python) else True:
        os.makedirs(CACHE, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def simulate(argv):
    """Runs inside the environment: pensim.py with the further pens and scanners."""
    sys.path.insert(0, HERE)
    import further, pensim
    sys.argv = ["pensim.py", *argv]
    pensim.run(pensim.parser().parse_args(), further.Pen, further.Scanner, further.STYLES)


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
