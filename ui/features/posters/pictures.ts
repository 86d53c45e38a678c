/** The longest edge a portrait keeps: what a notice prints at 300 dots an inch. */
const EDGE = 640;

/** Makes a picture small enough to be kept: a JPEG in base64, under the given number of bytes. Undefined: not a picture. */
export async function shrink(file: Blob, largest: number): Promise<string | undefined> {
  const source = await createImageBitmap(file).catch(() => undefined);
  if (!source) return undefined;
  let edge = EDGE;
  for (let turn = 0; turn < 6; turn += 1) {
    const share = Math.min(1, edge / Math.max(source.width, source.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(60, Math.round(source.width * share));
    canvas.height = Math.max(60, Math.round(source.height * share));
    const paint = canvas.getContext("2d");
    if (!paint) return undefined;
    // A picture with clear parts stands on white, as on the paper.
    paint.fillStyle = "white";
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(source, 0, 0, canvas.width, canvas.height);
    const text = canvas.toDataURL("image/jpeg", 0.82).split(",")[1] ?? "";
    if (text.length > 0 && text.length * 0.75 <= largest) return text;
    edge = Math.round(edge * 0.75);
  }
  return undefined;
}
