"""Pens and scanners beyond pensim.py: what people and machines also do to sheets. Used by measure.py and the paper bench.

Styles  strange   rings, double ticks, coffee rings, stamps and finger prints over boxes
        office    what lies on the tables of a hall: ball pens with gaps, red, blue and green pens as grey as a scanner makes them, felt pens,
                  highlighters, rings, ticks larger than the box, crosses, filled boxes
        hall      crayon, marker, a trembling hand, the first choice rubbed out, ticks wholly beside the box, tails into the next box, figures and
                  words in the box, ditto strokes, a box traced along its frame
        odd       wobbly rings, ticks whose tail reaches the row above, strokes over two boxes, faint pencil, single dots, correction fluid,
                  small hooks, huge crosses, seals
Classes s94 s97 fit   printed at 94 %, 97 %, shrunk to fit and off the middle · scale 94–100 % at random · copy a photocopy of a photocopy
        red           a red pen, as grey as a scanner makes it · stretch a feeder that stretches and slips · curl a curled page under a phone
        skew lid      laid 5 to 8 degrees askew, on a black lid · through staple  a sheet beneath shines through · holes, a staple, a coffee stain
        moire crumple the pattern of a cloth or a screen · paper crumpled and smoothed out again
        hand          a phone with the shadow of a hand · im ImageMagick · alb albumentations · drum fax bind bad of augraphy
        id…           any of these after "id": a mark that may tell the voter somewhere outside the boxes, for example idd1
Of a doubtful mark a doubtful row is right; a silent answer must be the true one. A row whose truth is two options can only be doubted.
"""
import math, os, subprocess, tempfile
import cv2
import numpy as np
import pensim

STYLES = dict(pensim.STYLES,
              strange=(["ring", "double", "coffee", "stamp", "thumb"], [.2] * 5, .05, .0, .0),
              odd=(["wobbly", "tall", "span", "faint", "dot", "fluid", "hook", "huge", "seal", "tick"],
                   [.12, .14, .08, .14, .10, .10, .10, .06, .06, .10], .10, .03, .0),
              hall=(["crayon", "marker", "shaky", "rubbed", "beside", "tailed", "figure", "word", "ditto", "traced", "tick"],
                    [.10, .06, .12, .12, .12, .10, .08, .06, .06, .04, .14], .10, .03, .0),
              office=(["gaps", "coloured", "felt", "highlighter", "ring", "wobbly", "tall", "huge", "cross", "fill", "tick"],
                      [.16, .16, .08, .08, .06, .06, .08, .06, .10, .06, .10], .08, .05, .05))


class Pen(pensim.Pen):
    """Marks no reader is made for."""

    def extra(self, img, box, style, grey, w):
        rng, (x0, y0, x1, y1) = self.rng, box
        s, cx, cy = x1 - x0, (x0 + x1) / 2, (y0 + y1) / 2
        turn = lambda r, n=40, k=1.0: [(cx + r * math.cos(t * 2 * math.pi / n), cy + k * r * math.sin(t * 2 * math.pi / n)) for t in range(n + 1)]
        if style == "ring":
            self.stroke(img, turn(s * rng.uniform(.75, .95)), w, grey)
        elif style == "wobbly":
            a, gap, k, r = rng.uniform(0, 6.3), rng.uniform(-.5, .9), rng.uniform(.7, 1.0), s * rng.uniform(.6, 1.0)
            cx, cy = self.wob(cx, cy, .15 * s)
            at = lambda t: (cx + r * (1 + .1 * math.sin(2.3 * t + a)) * math.cos(t + a), cy + k * r * (1 + .08 * math.cos(3.1 * t)) * math.sin(t + a))
            self.stroke(img, [at(t * (2 * math.pi - gap) / 50) for t in range(51)], w, grey)
        elif style == "double":
            self.mark(img, box, "tick"); self.mark(img, box, "tick")
        elif style == "tall":
            up, out = rng.uniform(1.6, 3.6), rng.uniform(.3, 2.2)
            self.stroke(img, [self.wob(cx - .4 * s, cy, .08 * s), self.wob(cx, cy + .4 * s, .08 * s), self.wob(cx + out * s, cy - up * s, .1 * s)], w, grey)
        elif style == "span":
            # Towards the middle of the page, where the next box is.
            d = (1 if cx < 130 * pensim.MM else -1) * rng.uniform(20, 26) * pensim.MM
            self.stroke(img, [self.wob(cx, cy, .1 * s), self.wob(cx + d, cy, .2 * s)], w, grey)
        elif style == "faint":
            e = rng.uniform(1.0, 1.4)
            self.stroke(img, [self.wob(x0 + .1 * s, cy, .06 * s), self.wob(x0 + .4 * s, y0 + .85 * s, .06 * s), self.wob(x0 + e * s, y0 - .3 * s, .08 * s)],
                        rng.uniform(.3, .5), rng.uniform(165, 205))
        elif style == "gaps":
            # A ball pen that skips: pieces of a tick, some long, some not.
            e = rng.uniform(1.0, 1.4)
            corners = [self.wob(x0 + .1 * s, cy, .08 * s), self.wob(x0 + .4 * s, y0 + .88 * s, .08 * s), self.wob(x0 + e * s, y0 - .3 * s, .1 * s)]
            for (a, b) in zip(corners, corners[1:]):
                at = 0.0
                while at < 1:
                    end = min(1.0, at + rng.uniform(.08, .4))
                    self.stroke(img, [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in (at, end)], rng.uniform(.3, .5), grey)
                    at = end + rng.uniform(.05, .3)
        elif style == "coloured":
            # Red, blue and green as a scanner turns them into grey.
            self.stroke(img, [self.wob(x0 + .1 * s, cy, .08 * s), self.wob(x0 + .4 * s, y0 + .88 * s, .08 * s), self.wob(x0 + rng.uniform(1, 1.4) * s, y0 - .3 * s, .1 * s)],
                        rng.uniform(.35, .6), rng.uniform(70, 140))
        elif style == "felt":
            self.stroke(img, [self.wob(x0 + .1 * s, cy, .1 * s), self.wob(x0 + .4 * s, y0 + .9 * s, .1 * s), self.wob(x0 + rng.uniform(1, 1.5) * s, y0 - .4 * s, .1 * s)],
                        rng.uniform(1.4, 2.4), rng.uniform(15, 60))
        elif style == "highlighter":
            a, b = self.wob(cx - rng.uniform(.5, 1.2) * s, cy, .15 * s), self.wob(cx + rng.uniform(.5, 1.2) * s, cy, .15 * s)
            self.stroke(img, [a, b], rng.uniform(3, 5), rng.uniform(205, 238))
        elif style == "crayon":
            corners = [self.wob(x0 + .05 * s, cy, .1 * s), self.wob(x0 + .4 * s, y0 + .95 * s, .1 * s), self.wob(x0 + rng.uniform(1.1, 1.6) * s, y0 - .4 * s, .1 * s)]
            part = np.full_like(img, 255); self.stroke(part, corners, rng.uniform(2.0, 3.5), rng.uniform(60, 140))
            grain = cv2.GaussianBlur(rng.normal(0, 1, img.shape).astype(np.float32), (0, 0), 2.0)
            np.minimum(img, np.where(grain > rng.uniform(-.1, .15), 255, part).astype(np.uint8), out=img)
        elif style == "marker":
            self.stroke(img, [self.wob(x0 + .05 * s, cy, .1 * s), self.wob(x0 + .4 * s, y0 + .95 * s, .1 * s), self.wob(x0 + rng.uniform(1.1, 1.6) * s, y0 - .5 * s, .1 * s)],
                        rng.uniform(2.8, 5), rng.uniform(15, 60))
        elif style == "shaky":
            corners = [(x0 + .05 * s, cy), (x0 + .4 * s, y0 + .9 * s), (x0 + rng.uniform(1, 1.5) * s, y0 - .3 * s)]
            self.stroke(img, [self.wob(a[0] + (b[0] - a[0]) * t / 8, a[1] + (b[1] - a[1]) * t / 8, .05 * s) for a, b in zip(corners, corners[1:]) for t in range(9)],
                        rng.uniform(.3, .5), grey)
        elif style == "rubbed":
            d = rng.choice([-1, 1]) * rng.uniform(21, 25) * pensim.MM
            ghost = np.full_like(img, 255); self.mark(ghost, (x0 + d, y0, x1 + d, y1), "tick")
            ghost = cv2.GaussianBlur(255 - (255 - ghost.astype(np.float32)) * rng.uniform(.03, .2), (0, 0), rng.uniform(1, 6))
            np.minimum(img, ghost.astype(np.uint8), out=img)
            self.mark(img, box, "tick")
        elif style == "beside":
            d = rng.choice([-1, 1]) * rng.uniform(1.05, 2.4) * s
            self.mark(img, (x0 + d, y0, x1 + d, y1), "tick")
        elif style == "tailed":
            # Into the box of the next row or column, from any side.
            u, v = [(0, -1), (0, 1), (1, -1), (1, 0), (-1, -1)][int(rng.integers(5))]
            end = self.wob(cx + u * 23 * pensim.MM, cy + v * 9.6 * pensim.MM, .3 * s)
            self.stroke(img, [self.wob(x0 + .1 * s, cy, .08 * s), self.wob(x0 + .4 * s, y0 + .85 * s, .08 * s), end], w, grey)
        elif style == "figure":
            kind = rng.integers(3)
            if kind == 0:
                self.stroke(img, [self.wob(cx, y0 + .1 * s, .06 * s), self.wob(cx, y1 - .1 * s, .06 * s)], w, grey)
            elif kind == 1:
                self.stroke(img, turn(s * .28, k=1.3), w, grey)
            else:
                self.stroke(img, [self.wob(x0 + .2 * s, y0 + .2 * s, .05 * s), self.wob(x1 - .2 * s, y0 + .2 * s, .05 * s), self.wob(cx, y1 - .1 * s, .05 * s)], w, grey)
        elif style == "word":
            for letter in (-1, 1):
                for _ in range(6):
                    u, v = cx + letter * rng.uniform(.1, 1.3) * s, cy + rng.uniform(-.7, .7) * s
                    a = rng.choice([0, math.pi / 2]) + rng.normal(0, .15)
                    r = rng.uniform(.2, .5) * s
                    self.stroke(img, [(u - r * math.cos(a), v - r * math.sin(a)), (u + r * math.cos(a), v + r * math.sin(a))], rng.uniform(.35, .6), grey)
        elif style == "ditto":
            for side in (-1, 1):
                u, v = self.wob(cx + side * .18 * s, cy, .06 * s)
                self.stroke(img, [(u, v - .2 * s), (u - .06 * s, v + .2 * s)], rng.uniform(.35, .6), grey)
        elif style == "traced":
            for _ in range(int(rng.integers(1, 3))):
                self.stroke(img, [self.wob(*p, .04 * s) for p in [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]], w, grey)
        elif style == "dot":
            c = self.wob(cx, cy, .15 * s)
            self.stroke(img, [c, self.wob(*c, .04 * s)], rng.uniform(.35, .7), grey)
        elif style == "hook":
            c, r = self.wob(cx, cy, .2 * s), s * rng.uniform(.25, .4)
            self.stroke(img, [(c[0] - r * .5, c[1]), (c[0], c[1] + r * .5), (c[0] + r, c[1] - r * .8)], w * .8, grey)
        elif style == "huge":
            r = s * rng.uniform(1.1, 1.7)
            self.stroke(img, [self.wob(cx - r, cy - r, .1 * s), self.wob(cx + r, cy + r, .1 * s)], w, grey)
            self.stroke(img, [self.wob(cx + r, cy - r, .1 * s), self.wob(cx - r, cy + r, .1 * s)], w, grey)
        elif style == "fluid":
            # Painted over in another box, where the old tick still shows a little; then a tick where it was meant.
            d = rng.choice([-1, 1]) * rng.uniform(21, 25) * pensim.MM
            old = (x0 + d, y0, x1 + d, y1)
            part = img.copy(); self.mark(part, old, "tick")
            mask = np.zeros_like(img)
            for _ in range(5):
                c = self.wob(cx + d, cy, .25 * s)
                cv2.ellipse(mask, (int(c[0]), int(c[1])), (int(s * rng.uniform(.4, .8)), int(s * rng.uniform(.3, .6))), rng.uniform(0, 180), 0, 360, 255, -1)
            through = np.clip(255 - (255 - part.astype(np.float32)) * rng.uniform(.0, .35), 0, 255).astype(np.uint8)
            img[:] = np.where(mask > 0, through, part)
            self.mark(img, box, "tick")
        elif style == "seal":
            cx, cy, g, r = cx + rng.normal(0, 1.5 * s), cy + rng.normal(0, 1.5 * s), rng.uniform(90, 150), rng.uniform(1.5, 3.5) * s
            self.stroke(img, turn(r, 80), .9, g); self.stroke(img, turn(r * .55, 60), .5, g)
            for k in range(5):
                a = k * 4 * math.pi / 5; b = (k + 1) * 4 * math.pi / 5
                self.stroke(img, [(cx + r * .4 * math.sin(a), cy - r * .4 * math.cos(a)), (cx + r * .4 * math.sin(b), cy - r * .4 * math.cos(b))], .5, g)
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


# Rows whose mark can be told by nobody for sure: silence is wrong whatever it says.
UNTOLD = {"span", "seal", "stamp", "thumb"}


class Scanner(pensim.Scanner):
    """Further hands and devices."""

    def telling(self, img):
        """A thumb print, a seal, a name or a word where nobody was asked to write."""
        rng, img, mm = self.rng, img.copy(), pensim.MM
        pen, grey = pensim.Pen(rng), rng.uniform(40, 150)
        # Places without boxes or print: under the table, left of the text, beside the title, at the foot.
        places = [(60, 271), (100, 271), (140, 271), (45, 281), (105, 285), (160, 282), (30, 22), (55, 15), (120, 14)]
        x, y = (v * mm + rng.normal(0, 1.5 * mm) for v in places[int(rng.integers(len(places)))])
        kind = str(rng.choice(["thumb", "seal", "name", "word"]))
        if kind == "thumb":
            a, n = rng.uniform(.8, 1.2), int(rng.integers(7, 10))
            for k in range(1, n):
                pen.stroke(img, [(x + k * .8 * mm * a * math.cos(t / 6.4), y + k * 1.05 * mm * math.sin(t / 6.4) * (1 + .05 * math.sin(t))) for t in range(41)], rng.uniform(.3, .5), grey + 30)
        elif kind == "seal":
            r = rng.uniform(5, 8) * mm
            pen.stroke(img, [(x + r * math.cos(t / 10), y + r * math.sin(t / 10)) for t in range(64)], .9, grey)
            for k in range(4):
                pen.stroke(img, [(x - r * .6, y + (k - 1.5) * r * .3), (x + r * .6, y + (k - 1.5) * r * .3)], .6, grey)
        else:
            for letter in range(3 if kind == "name" else 2):
                u, size = x + letter * 7 * mm, rng.uniform(4.5, 7) * mm
                for _ in range(int(rng.integers(4, 8))):
                    pen.stroke(img, [(u + rng.uniform(0, size), y + rng.uniform(0, size) - size / 2) for _ in range(2)], rng.uniform(.35, .6), grey)
        return img

    def scan(self, img, kind):
        rng, (h, w) = self.rng, img.shape
        if kind.startswith("id"):
            return self.scan(self.telling(img), kind[2:])
        if kind in ("s94", "s97", "fit", "scale"):
            k = {"s94": .94, "s97": .97, "fit": .955}.get(kind) or rng.uniform(.94, 1.0)
            x, y = (40, -30) if kind == "fit" else (0, 0)
            m = np.array([[k, 0, w * (1 - k) / 2 + x], [0, k, h * (1 - k) / 2 + y]], np.float32)
            return super().scan(cv2.warpAffine(img, m, (w, h), flags=cv2.INTER_AREA, borderValue=255), "d1")
        if kind == "copy":
            f = img.astype(np.float32)
            for _ in range(2):
                f = cv2.GaussianBlur(f, (0, 0), 1.6)
                f = self.warp(f, self.similarity((h, w), rng.uniform(-.8, .8), rng.uniform(.985, 1.005), 0, 0, w, h), w, h)
                f = np.clip((f - 90) * 1.9 + rng.normal(0, 9, f.shape), 0, 255).astype(np.float32)
                for _ in range(60):
                    cv2.circle(f, (int(rng.integers(w)), int(rng.integers(h))), int(rng.integers(1, 4)), float(rng.uniform(0, 120)), -1)
            return super().scan(f.astype(np.uint8), "d1")
        if kind == "red":
            return super().scan(np.where(img > 60, img, 76).astype(np.uint8), "d1")
        if kind == "stretch":
            # Rollers of uneven speed: lines drift by up to 2.5 mm, with two slips.
            t = np.linspace(0, 1, h, dtype=np.float32)
            y = t * h * rng.uniform(.985, 1.015) + 12 * np.sin(t * rng.uniform(4, 9) + rng.uniform(0, 6))
            for _ in range(2):
                y[t > rng.uniform(.2, .9)] += rng.uniform(-8, 8)
            x = np.arange(w, dtype=np.float32)
            return super().scan(cv2.remap(img, np.tile(x, (h, 1)), np.tile(y[:, None].astype(np.float32), (1, w)), cv2.INTER_LINEAR, borderValue=255), "d1")
        if kind in ("skew", "lid"):
            a = rng.choice([-1, 1]) * rng.uniform(5, 8) if kind == "skew" else rng.uniform(-3, 3)
            ow, oh = int(w * 1.18), int(h * 1.14)
            m = cv2.getRotationMatrix2D((w / 2, h / 2), a, 1); m[:, 2] += ((ow - w) / 2, (oh - h) / 2)
            f = cv2.warpAffine(self.tone(img.astype(np.float32), 30, 240), m, (ow, oh), flags=cv2.INTER_AREA, borderValue=8 if kind == "lid" else 235)
            return self.jpeg(cv2.GaussianBlur(f, (0, 0), .8) + rng.normal(0, 4, f.shape), 80)
        if kind == "through":
            back = cv2.GaussianBlur(np.roll(img[:, ::-1], (int(rng.integers(-60, 60)), int(rng.integers(-60, 60))), (0, 1)).astype(np.float32), (0, 0), 3)
            return super().scan((img * (1 - rng.uniform(.06, .18) * (1 - back / 255))).astype(np.uint8), "d1")
        if kind == "staple":
            f, pen = img.copy(), pensim.Pen(rng)
            for y in (108.5, 188.5):
                cv2.circle(f, (int(11 * pensim.MM), int(y * pensim.MM)), int(3 * pensim.MM), 20, -1)
            pen.stroke(f, [pen.wob(22 * pensim.MM, 22 * pensim.MM, 20), pen.wob(34 * pensim.MM, 24 * pensim.MM, 20)], .6, 70)
            c, r = (int(rng.uniform(.2, .8) * w), int(rng.uniform(.2, .8) * h)), rng.uniform(20, 45) * pensim.MM
            stain = np.ones((h, w), np.float32)
            cv2.circle(stain, c, int(r), float(rng.uniform(.82, .95)), -1); cv2.circle(stain, c, int(r), float(rng.uniform(.55, .8)), int(rng.uniform(10, 30)))
            return super().scan((f * cv2.GaussianBlur(stain, (0, 0), 4)).astype(np.uint8), "d1")
        if kind == "moire":
            f = super().scan(img, "d3").astype(np.float32)
            yy, xx = np.mgrid[0:f.shape[0], 0:f.shape[1]].astype(np.float32)
            a, p, q = rng.uniform(0, 3.1), rng.uniform(2.2, 9), rng.uniform(30, 90)
            wave = np.sin((xx * math.cos(a) + yy * math.sin(a)) / p) * np.cos((yy * math.cos(a) - xx * math.sin(a)) / q)
            return self.jpeg(f * (1 - rng.uniform(.08, .3) * (.5 + .5 * wave)), 80)
        if kind == "crumple":
            field = lambda s: cv2.resize(cv2.GaussianBlur(rng.normal(0, 1, (h // 16, w // 16)).astype(np.float32), (0, 0), s), (w, h), interpolation=cv2.INTER_CUBIC)
            high = field(6) * 6 + np.abs(field(3)) * 2
            gy, gx = np.gradient(high)
            x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
            k = rng.uniform(60, 160)
            f = cv2.remap(img, (x + gx * k).astype(np.float32), (y + gy * k).astype(np.float32), cv2.INTER_LINEAR, borderValue=255)
            return super().scan(np.clip(f * (1 + np.clip((gx - gy) * 8, -.25, .1)), 0, 255).astype(np.uint8), "d3")
        if kind in ("curl", "hand"):
            if kind == "curl":
                x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
                bow, along = rng.uniform(15, 45), rng.uniform(.7, 1.3)
                y += np.float32(bow) * np.sin(x / w * math.pi * along).astype(np.float32)
                return super().scan(cv2.remap(img, x, y.astype(np.float32), cv2.INTER_LINEAR, borderValue=200), "d3")
            f = super().scan(img, "d3").astype(np.float32)
            mask = np.ones(f.shape, np.float32)
            a, c = rng.uniform(0, 6.3), (rng.uniform(.3, .7) * f.shape[1], rng.uniform(.3, .7) * f.shape[0])
            cv2.ellipse(mask, (int(c[0]), int(c[1])), (int(f.shape[1] * .3), int(f.shape[0] * .45)), math.degrees(a), 0, 360, rng.uniform(.5, .75), -1)
            return self.jpeg(f * cv2.GaussianBlur(mask, (0, 0), rng.uniform(3, 25)), 80)
        if kind == "im":
            return self.magick(img)
        if kind == "alb":
            return self.albumented(img)
        return super().scan(img, kind)

    def magick(self, img):
        rng = self.rng
        with tempfile.TemporaryDirectory() as d:
            cv2.imwrite(f"{d}/a.png", img)
            noise = str(rng.choice(["Gaussian", "Poisson", "Multiplicative"]))
            words = ["-seed", str(int(rng.integers(1 << 30))), "-background", "#e8e8e8", "-rotate", f"{rng.uniform(-3, 3):.2f}", "-resize", f"{rng.uniform(45, 90):.1f}%",
                     "-blur", f"0x{rng.uniform(.4, 1.2):.2f}", "-attenuate", f"{rng.uniform(.1, .5):.2f}", "+noise", noise,
                     "+level", f"{rng.uniform(5, 25):.0f}%,{rng.uniform(80, 100):.0f}%", "-distort", "Barrel", f"{rng.uniform(-.01, .01):.4f} {rng.uniform(-.01, .01):.4f} 0"]
            subprocess.run(["convert", f"{d}/a.png", *words, "-colorspace", "Gray", "-quality", str(int(rng.integers(45, 92))), f"{d}/b.jpg"], check=True)
            return cv2.imread(f"{d}/b.jpg", 0)

    def albumented(self, img):
        os.environ.setdefault("NO_ALBUMENTATIONS_UPDATE", "1")
        import albumentations as A
        small = cv2.resize(img, None, fx=.72, fy=.72, interpolation=cv2.INTER_AREA)
        work = A.Compose([
            A.Affine(rotate=(-4, 4), scale=(.9, .98), translate_percent=(-.01, .01), fill=225, p=1),
            A.Perspective(scale=(.01, .05), keep_size=True, fit_output=True, fill=120, p=.7),
            A.OpticalDistortion(distort_limit=.03, p=.5),
            A.RandomBrightnessContrast(brightness_limit=.2, contrast_limit=.25, p=1),
            A.RandomShadow(shadow_roi=(0, 0, 1, 1), shadow_intensity_range=(.15, .4), p=.5),
            A.OneOf([A.MotionBlur(blur_limit=(3, 7)), A.Defocus(radius=(1, 2)), A.GaussianBlur(sigma_limit=(.5, 1.4))], p=1),
            A.GaussNoise(std_range=(.01, .04), p=.8),
            A.ImageCompression(quality_range=(45, 90), p=1),
        ], seed=int(self.rng.integers(1 << 30)))
        return cv2.cvtColor(work(image=cv2.cvtColor(small, cv2.COLOR_GRAY2RGB))["image"], cv2.COLOR_RGB2GRAY)

    def effects(self, kind):
        if kind in ("a1", "a3"):
            return super().effects(kind)
        import augraphy as a
        tail = [a.Geometric(rotate_range=(-2, 2), p=1), a.Jpeg(p=1)]
        return {
            "drum": [a.DirtyDrum(p=1), a.InkBleed(p=1)],
            "fax": [a.Faxify(p=1, scale_range=(1, 1))],
            "bind": [a.BookBinding(p=1)],
            "bad": [a.BadPhotoCopy(p=1)],
            "press": [a.LetterPress(p=1), a.LowLightNoise(p=1)],
        }[kind] + tail
