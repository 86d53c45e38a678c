#!/usr/bin/env python3
"""Writes one filled-in sheet in every kind of file that scanners, copiers, fax machines and phones write.

usage: kinds.py SHEET.png BLANK.png DIR     writes DIR/read (all say the same), DIR/look (marks that a picture alone lacks), DIR/refused

Written with Pillow's encoders and by hand, so that nothing is shared with the reader. Needs Pillow.
"""
import io, os, struct, sys, zlib
from PIL import Image, ImageChops, TiffImagePlugin

A4 = (595, 842)


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


# --- TIFF by hand -------------------------------------------------------------------------------------------------------------


def tiff(pages, big_endian=False, big=False):
    """A TIFF of pages, each a list of tags (number, kind 3 short / 4 long, values) with strips under the name "strips"."""
    e = ">" if big_endian else "<"
    place, wide = ("Q", 8) if big else ("I", 4)
    head = (b"MM" if big_endian else b"II") + (struct.pack(e + "HHH", 43, 8, 0) if big else struct.pack(e + "H", 42))
    out = bytearray(head + struct.pack(e + place, 0))
    link = len(out) - wide
    for page in pages:
        tags = dict((number, (kind, values)) for number, kind, values in page["tags"])
        offsets = []
        for strip in page["strips"]:
            offsets.append(len(out))
            out += strip + b"\0" * (len(strip) % 2)
        tags[273], tags[279] = (4, offsets), (4, [len(strip) for strip in page["strips"]])
        for number in page.get("without", []):
            del tags[number]
        entries = []
        for number in sorted(tags):
            kind, values = tags[number]
            data = b"".join(struct.pack(e + {3: "H", 4: "I"}[kind], value) for value in values)
            if len(data) > wide:
                at = len(out)
                out += data + b"\0" * (len(data) % 2)
                data = struct.pack(e + place, at)
            entries.append(struct.pack(e + "HH" + place, number, kind, len(values)) + data.ljust(wide, b"\0"))
        at = len(out)
        struct.pack_into(e + place, out, link, at)
        out += struct.pack(e + ("Q" if big else "H"), len(entries)) + b"".join(entries)
        link = len(out)
        out += struct.pack(e + place, 0)
    return bytes(out)


def page(image, bits, photometric, samples, compression=1, channels=1, rows=None, more=(), planes=None):
    w, h = image.size
    rows = rows or h
    line = (w * bits * channels + 7) // 8
    strips = [b for plane in (planes or [samples]) for b in [plane[i:i + rows * line] for i in range(0, len(plane), rows * line)]]
    tags = [(256, 4, [w]), (257, 4, [h]), (258, 3, [bits] * (channels if planes is None else len(planes))), (259, 3, [compression]), (262, 3, [photometric]),
            (277, 3, [channels if planes is None else len(planes)]), (278, 4, [rows]), *more]
    return {"tags": tags, "strips": strips}


def fax_of(image, compression, **tags):
    """The one strip of a picture in two tones as libtiff codes it."""
    raw = encoded(image, "TIFF", compression=compression, tiffinfo=dict({278: image.size[1]}, **tags))
    read = Image.open(io.BytesIO(raw))
    offsets, lengths = read.tag_v2[273], read.tag_v2[279]
    assert len(offsets) == 1, offsets
    return raw[offsets[0]:offsets[0] + lengths[0]]


def tiffs(grey, bw):
    w, h = grey.size
    colour = Image.merge("RGB", (grey, grey, grey.point(lambda v: min(255, v * 9 // 10 + 20))))
    for name, kind in [("group3", "group3"), ("group4", "group4"), ("huffman", "tiff_ccitt")]:
        yield f"{name}.tif", encoded(bw, "TIFF", compression=kind)
        yield f"{name}-one-strip.tif", encoded(bw, "TIFF", compression=kind, tiffinfo={278: h})
        yield f"{name}-negative.tif", encoded(ImageChops.invert(bw.convert("L")).convert("1"), "TIFF", compression=kind)
    yield "group3-two-ways.tif", encoded(bw, "TIFF", compression="group3", tiffinfo={292: 1})
    yield "group3-filled.tif", encoded(bw, "TIFF", compression="group3", tiffinfo={292: 4})
    turned = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
    for compression, name in [("group4", "group4"), ("group3", "group3")]:
        strip = fax_of(bw, compression).translate(turned)
        yield f"{name}-lowest-bit-first.tif", tiff([page(bw, 1, 0, strip, {"group4": 4, "group3": 3}[compression], rows=None, more=[(266, 3, [2])]) | {"strips": [strip]}])
    for kind in ["raw", "packbits", "tiff_lzw", "tiff_adobe_deflate", "jpeg"]:
        yield f"grey-{kind}.tif", encoded(grey, "TIFF", compression=kind)
        yield f"colour-{kind}.tif", encoded(colour, "TIFF", compression=kind)
        if kind != "jpeg":
            yield f"bw-{kind}.tif", encoded(bw, "TIFF", compression=kind)
    yield "print-colours.tif", encoded(colour.convert("CMYK"), "TIFF", compression="tiff_lzw")
    yield "palette.tif", encoded(colour.quantize(64), "TIFF", compression="raw")
    negative = ImageChops.invert(grey)
    yield "white-is-zero.tif", tiff([page(grey, 8, 0, negative.tobytes(), rows=100)])
    yield "black-is-zero.tif", tiff([page(grey, 8, 1, grey.tobytes(), rows=100)], big_endian=True)
    yield "big.tif", tiff([page(grey, 8, 1, grey.tobytes(), rows=100)], big=True)
    yield "bw-white-is-zero.tif", tiff([page(bw, 1, 0, ImageChops.invert(bw.convert("L")).convert("1").tobytes())])
    yield "bw-black-is-zero.tif", tiff([page(bw, 1, 1, bw.tobytes(), rows=64)])
    four = bytes((a & 0xF0) | (b >> 4) for a, b in zip(*[iter(b"".join(row + b"\0" * (w % 2) for row in (grey.tobytes()[i * w:(i + 1) * w] for i in range(h))))] * 2))
    yield "four-bits.tif", tiff([page(grey, 4, 1, four)])
    sixteen = b"".join(struct.pack("<H", v * 257) for v in grey.tobytes())
    yield "sixteen-bits.tif", tiff([page(grey, 16, 1, sixteen, rows=50)])
    yield "planes.tif", tiff([page(grey, 8, 2, b"", planes=[grey.tobytes()] * 3, more=[(284, 3, [2])])])
    yield "mirrored.tif", tiff([page(grey, 8, 1, grey.transpose(Image.Transpose.FLIP_LEFT_RIGHT).tobytes(), more=[(274, 3, [2])])])
    jpeg = encoded(grey, "JPEG", quality=85)
    old = page(grey, 8, 1, b"", 6)
    yield "old-jpeg.tif", tiff([old | {"strips": [jpeg]}])


# --- PDF by hand --------------------------------------------------------------------------------------------------------------


class Pdf:
    def __init__(self):
        self.objects = []

    def add(self, text, stream=None):
        body = text.encode() if isinstance(text, str) else text
        if stream is not None:
            body = body[:-2] + b"/Length %d>>\nstream\n" % len(stream) + stream + b"\nendstream"
        self.objects.append(body)
        return len(self.objects)

    def image(self, size, entries, data):
        return self.add(f"<</Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}{entries}>>", data)

    def file(self, pages):
        """Pages are (content, {name: image}, entries of the page)."""
        kids = []
        parent = len(self.objects) + 2 * len(pages) + 1
        for content, images, entries in pages:
            body = self.add("<<>>", content.encode())
            names = "".join(f"/{name} {number} 0 R" for name, number in images.items())
            entries = entries or f"/MediaBox[0 0 {A4[0]} {A4[1]}]"
            kids.append(self.add(f"<</Type/Page/Parent {parent} 0 R{entries}/Contents {body} 0 R/Resources<</XObject<<{names}>>/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"))
        self.add(f"<</Type/Pages/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]/Count {len(kids)}>>")
        root = self.add(f"<</Type/Catalog/Pages {parent} 0 R>>")
        out, places = bytearray(b"%PDF-1.5\n"), []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer <</Root %d 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (root, len(places) + 1, table)
        return bytes(out)


WHOLE = "q 595 0 0 842 0 0 cm /X Do Q"


def one(size, entries, data, content=WHOLE, page=None, before=None):
    pdf = Pdf()
    if before:
        entries = entries.replace("BEFORE", str(before(pdf)))
    image = pdf.image(size, entries, data)
    return pdf.file([(content, {"X": image}, page)])


def jbig2(image):
    """A page of one region in the code of fax machines, without the head of a file."""
    w, h = image.size
    coded = fax_of(image, "group4")
    segment = lambda number, kind, data: struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data
    info = segment(0, 48, struct.pack(">IIIIBH", w, h, 0, 0, 0, 0))
    return info + segment(1, 38, struct.pack(">IIIIBB", w, h, 0, 0, 0, 1) + coded)


def predicted(samples, line):
    """Lines as PNG predicts them from the one above."""
    out, above = bytearray(), bytes(line)
    for at in range(0, len(samples), line):
        here = samples[at:at + line]
        out += b"\x02" + bytes((a - b) & 255 for a, b in zip(here, above))
        above = here
    return bytes(out)


def pdfs(grey, bw):
    size, (w, h) = grey.size, grey.size
    colour = Image.merge("RGB", (grey, grey, grey))
    jpeg, dct = encoded(grey, "JPEG", quality=85), "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
    yield "jpeg.pdf", one(size, dct, jpeg)
    yield "jpeg-colour.pdf", one(size, dct.replace("Gray", "RGB"), encoded(colour, "JPEG", quality=85))
    yield "jpeg-print-colours.pdf", one(size, dct.replace("Gray", "CMYK") + "/Decode[1 0 1 0 1 0 1 0]", encoded(colour.convert("CMYK"), "JPEG", quality=85))
    yield "jpeg-negative.pdf", one(size, dct + "/Decode[1 0]", encoded(ImageChops.invert(grey), "JPEG", quality=85))
    yield "jpeg-profile.pdf", one(size, dct.replace("/DeviceGray", "[/ICCBased BEFORE 0 R]"), jpeg, before=lambda pdf: pdf.add("<</N 1>>", b"no profile"))
    for turn in (90, 180, 270):
        yield f"jpeg-turned-{turn}.pdf", one(size, dct, jpeg, page=f"/MediaBox[0 0 595 842]/Rotate {turn}")
    aside = grey.transpose(Image.Transpose.ROTATE_90)
    yield "jpeg-aside.pdf", one((h, w), dct, encoded(aside, "JPEG", quality=85), "q 842 0 0 595 0 0 cm /X Do Q", "/MediaBox[0 0 842 595]/Rotate 90")
    yield "jpeg-turned-by-its-map.pdf", one((h, w), dct, encoded(aside, "JPEG", quality=85), "q 0 842 -595 0 595 0 cm /X Do Q")
    yield "jpeg-mirrored.pdf", one(size, dct, encoded(grey.transpose(Image.Transpose.FLIP_TOP_BOTTOM), "JPEG", quality=85), "q 595 0 0 -842 0 842 cm /X Do Q")
    yield "jpeg-with-words.pdf", one(size, dct, jpeg, WHOLE + " BT 3 Tr /F1 10 Tf 100 700 Td (seen by nobody) Tj ET")
    yield "jpeg-on-white.pdf", one(size, dct, jpeg, "1 g 0 0 595 842 re f " + WHOLE)
    yield "jpeg-deflated.pdf", one(size, dct.replace("/DCTDecode", "[/FlateDecode/DCTDecode]"), zlib.compress(jpeg))
    hexed = jpeg.hex().encode() + b">"
    yield "jpeg-in-letters.pdf", one(size, dct.replace("/DCTDecode", "[/ASCIIHexDecode/DCTDecode]"), hexed)
    form = Pdf()
    image = form.image(size, dct, jpeg)
    held = form.add(f"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Matrix[595 0 0 842 0 0]/Resources<</XObject<</Y {image} 0 R>>>>>>", b"/Y Do")
    yield "jpeg-in-a-form.pdf", form.file([("q /X Do Q", {"X": held}, None)])
    shared = Pdf()
    images = {f"X{n}": shared.image(size, dct, encoded(picture, "JPEG", quality=85)) for n, picture in enumerate([grey, grey.rotate(180)])}
    yield "shared.pdf", shared.file([(WHOLE.replace("/X", f"/{name}"), images, None) for name in images])
    strips = Pdf()
    content, parts = "", {}
    for n, top in enumerate(range(0, h, 251)):
        low = min(h, top + 251)
        parts[f"X{n}"] = strips.image((w, low - top), dct, encoded(grey.crop((0, top, w, low)), "JPEG", quality=85))
        content += f"q 595 0 0 {842 * (low - top) / h:.5f} 0 {842 * (h - low) / h:.5f} cm /X{n} Do Q "
    yield "strips.pdf", strips.file([(content, parts, None)])
    fax = "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K %d/Columns %d/Rows %d%s>>"
    four = fax_of(bw, "group4")
    yield "group4.pdf", one(size, fax % (-1, w, h, ""), four)
    yield "group4-black-is-one.pdf", one(size, fax % (-1, w, h, "/BlackIs1 true") + "/Decode[1 0]", four)
    yield "group4-stencil.pdf", one(size, fax.replace("/ColorSpace/DeviceGray/BitsPerComponent 1", "/ImageMask true/BitsPerComponent 1") % (-1, w, h, ""), four)
    yield "group3.pdf", one(size, fax % (0, w, h, ""), fax_of(bw, "group3"))
    yield "group3-two-ways.pdf", one(size, fax % (4, w, h, ""), two_ways(bw))
    yield "jbig2.pdf", one(size, "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode", jbig2(bw))
    yield "jpeg-2000.pdf", one(size, "/Filter/JPXDecode", encoded(grey, "JPEG2000", quality_mode="rates", quality_layers=[12]))
    yield "jpeg-2000-colour.pdf", one(size, "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/JPXDecode", encoded(colour, "JPEG2000", quality_mode="rates", quality_layers=[20]))
    flate = "/Filter/FlateDecode/BitsPerComponent %d/ColorSpace%s"
    yield "flate.pdf", one(size, flate % (8, "/DeviceGray"), zlib.compress(grey.tobytes()))
    yield "flate-colour.pdf", one(size, flate % (8, "/DeviceRGB"), zlib.compress(colour.tobytes()))
    yield "flate-predicted.pdf", one(size, flate % (8, "/DeviceGray") + f"/DecodeParms<</Predictor 15/Colors 1/Columns {w}>>", zlib.compress(predicted(grey.tobytes(), w)))
    yield "flate-bits.pdf", one(size, flate % (1, "/DeviceGray"), zlib.compress(bw.tobytes()))
    yield "flate-bits-negative.pdf", one(size, flate % (1, "/DeviceGray") + "/Decode[1 0]", zlib.compress(ImageChops.invert(bw.convert("L")).convert("1").tobytes()))
    yield "flate-sixteen.pdf", one(size, flate % (16, "/DeviceGray"), zlib.compress(b"".join(bytes((v, 7)) for v in grey.tobytes())))
    few = colour.quantize(32)
    table = bytes(few.getpalette()[:96]).ljust(96, b"\0").hex()
    yield "flate-palette.pdf", one(size, flate % (8, f"[/Indexed/DeviceRGB 31<{table}>]"), zlib.compress(few.tobytes()))
    layers = Pdf()
    pale = layers.image((w // 4, h // 4), dct, encoded(Image.new("L", (w // 4, h // 4), 246), "JPEG"))
    ink = layers.image(size, fax.replace("/ColorSpace/DeviceGray/BitsPerComponent 1", "/ImageMask true/BitsPerComponent 1") % (-1, w, h, ""), four)
    yield "layers.pdf", layers.file([("q 595 0 0 842 0 0 cm /P Do 0.1 g /X Do Q", {"P": pale, "X": ink}, None)])


def two_ways(bw):
    """Group 3 in two dimensions: the strip of a TIFF that says so."""
    raw = encoded(bw, "TIFF", compression="group3", tiffinfo={278: bw.size[1], 292: 1})
    read = Image.open(io.BytesIO(raw))
    assert read.tag_v2.get(292, 0) & 1, "two dimensions"
    return raw[read.tag_v2[273][0]:][:read.tag_v2[279][0]]


# --- Pictures -----------------------------------------------------------------------------------------------------------------


def without_signature(jpeg):
    """A JPEG without what Adobe's programs sign it with."""
    at, out = 2, bytearray(jpeg[:2])
    while jpeg[at + 1] != 0xDA:
        length = 2 + struct.unpack(">H", jpeg[at + 2:at + 4])[0]
        if jpeg[at + 1] != 0xEE:
            out += jpeg[at:at + length]
        at += length
    return bytes(out + jpeg[at:])


def pictures(grey, bw):
    colour = Image.merge("RGB", (grey, grey, grey.point(lambda v: min(255, v * 9 // 10 + 20))))
    yield "grey.jpg", encoded(grey, "JPEG", quality=80)
    yield "colour.jpg", encoded(colour, "JPEG", quality=80)
    yield "steps.jpg", encoded(colour, "JPEG", quality=80, progressive=True)
    yield "print-colours.jpg", encoded(colour.convert("CMYK"), "JPEG", quality=85)
    yield "print-colours-unsigned.jpg", without_signature(encoded(ImageChops.invert(colour.convert("CMYK")), "JPEG", quality=85))
    yield "as-they-are.jpg", encoded(colour, "JPEG", quality=85, keep_rgb=True)
    yield "palette.png", encoded(colour.quantize(200), "PNG")
    yield "palette-16.png", encoded(colour.quantize(16), "PNG", bits=4)
    yield "palette-4.png", encoded(grey.quantize(4), "PNG", bits=2)
    yield "bits.png", encoded(bw, "PNG")
    yield "bits-negative.png", encoded(ImageChops.invert(bw.convert("L")).convert("1"), "PNG")
    yield "negative.png", encoded(ImageChops.invert(grey), "PNG")
    yield "sixteen.png", encoded(Image.frombytes("I;16", grey.size, b"".join(struct.pack("<H", v * 257) for v in grey.tobytes())), "PNG")
    yield "seen-through.png", encoded(Image.merge("LA", (Image.new("L", grey.size, 0), ImageChops.invert(grey))), "PNG")
    yield "palette.bmp", encoded(colour.quantize(200), "BMP")
    yield "bits.bmp", encoded(bw, "BMP")
    yield "colour.bmp", encoded(colour, "BMP")
    yield "grey.webp", encoded(grey, "WEBP", quality=85)


def main():
    sheet, blank, folder = sys.argv[1:4]
    grey, empty = Image.open(sheet).convert("L"), Image.open(blank).convert("L")
    bw = grey.point(lambda v: 255 if v >= 140 else 0).convert("1", dither=Image.Dither.NONE)
    dct = "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
    bare = encoded(empty, "JPEG", quality=85)
    # A tick in the first box of the first row, in points: told by the caller.
    x, y = (float(value) for value in sys.argv[4:6])
    tick = f" 1.4 w {x - 4} {y} m {x - 1} {y - 5} l {x + 6} {y + 6} l S"
    look = [("drawn-over.pdf", one(empty.size, dct, bare, WHOLE + tick))]
    noted = f"/MediaBox[0 0 595 842]/Annots[<</Type/Annot/Subtype/Ink/Rect[{x - 9} {y - 9} {x + 9} {y + 9}]/InkList[[{x - 4} {y} {x - 1} {y - 5} {x + 6} {y + 6}]]>>]"
    broken = page(grey, 8, 1, grey.tobytes()) | {"without": [256]}
    refused = [
        ("noted.pdf", one(empty.size, dct, bare, page=noted)),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(300)),
        ("cut-off.tif", encoded(bw, "TIFF", compression="group4", tiffinfo={278: bw.size[1]})[:-9000]),
    ]
    kinds = {"read": [*pictures(grey, bw), *tiffs(grey, bw), *pdfs(grey, bw)], "look": look, "refused": refused,
             "between": [("between.tif", tiff([page(grey, 8, 1, grey.tobytes()), broken, page(grey, 8, 1, grey.tobytes())]))]}
    for name, files in kinds.items():
        os.makedirs(f"{folder}/{name}")
        for file, data in files:
            with open(f"{folder}/{name}/{file}", "wb") as out:
                out.write(data)


if __name__ == "__main__":
    TiffImagePlugin.WRITE_LIBTIFF = False
    main()
