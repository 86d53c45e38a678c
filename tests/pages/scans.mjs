// Scans of evaluation sheets: the printed pages as pictures, with ticks drawn where the geometry says the boxes stand.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DPI = 200;

/** A hand is never the same twice: a shift for each stroke, the same in every run. */
const hand = (seed) => {
  const wave = Math.sin(seed * 12.9898) * 43758.5453;
  return (wave - Math.floor(wave) - 0.5) * 0.4;
};

/**
 * Draws `marks(sheet, row)` on every page of the PDF: a list of `[box, how]`, box counted from 0, how one of `tick`,
 * `faint` and `fill`. The pictures land in a folder of their own, which is answered.
 */
export async function scans(browser, pdf, geometry, folder, marks) {
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = spawnSync("pdftoppm", ["-r", String(DPI), "-png", pdf, join(folder, "scan")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`pdftoppm: ${stderr}`);
  const page = await browser.newPage();
  const files = readdirSync(folder).sort();
  for (const [index, file] of files.entries()) {
    const at = join(folder, file);
    // The geometry names each batch once; its sheets follow each other in the file.
    const printed = geometry.pages.find((each) => index + 1 >= each.page && index + 1 < each.page + each.copies);
    const rows = [...new Set(printed.boxes.map((box) => box.row))];
    const drawn = rows.flatMap((row, number) =>
      marks(index, number).map(([box, how]) => ({
        how,
        ...printed.boxes.filter((each) => each.row === row)[box],
        shift: [0, 1, 2, 3, 4, 5].map((n) => hand(index * 97 + number * 11 + box * 5 + n)),
      })),
    );
    const url = await page.evaluate(
      async ([png, drawn, dot]) => {
        const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
        const canvas = document.createElement("canvas");
        canvas.width = picture.width;
        canvas.height = picture.height;
        const ink = canvas.getContext("2d");
        ink.drawImage(picture, 0, 0);
        ink.lineCap = "round";
        for (const mark of drawn) {
          const [x, y, w] = [mark.x_mm * dot, mark.y_mm * dot, mark.w_mm * dot];
          ink.strokeStyle = mark.how === "faint" ? "#c8c8c8" : "#1f2b4d";
          ink.lineWidth = mark.how === "faint" ? 2 : 0.5 * dot;
          ink.beginPath();
          if (mark.how === "fill")
            for (let line = 0.1; line < 1; line += 0.12) {
              ink.moveTo(x + 0.08 * w, y + line * w);
              ink.lineTo(x + 0.92 * w, y + line * w);
            }
          else {
            const [a, b, c, d, e, f] = mark.shift;
            ink.moveTo(x + (0.15 + a) * w, y + (0.5 + b) * w);
            ink.lineTo(x + (0.45 + c / 2) * w, y + (0.8 + d / 2) * w);
            ink.lineTo(x + (1 + e) * w, y + (0.05 + f) * w);
          }
          ink.stroke();
        }
        return canvas.toDataURL("image/png");
      },
      [readFileSync(at).toString("base64"), drawn, DPI / 25.4],
    );
    writeFileSync(at, Buffer.from(url.split(",")[1], "base64"));
  }
  await page.close();
  return folder;
}
