/** The one way figures are read: full-width digits, a comma every three digits, and a unit behind, as offices write them. */
function plain(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/^(\d{1,3}(?:,\d{3})+)(?!\d)/, (grouped) => grouped.replaceAll(",", ""));
}

const UNIT = "\\p{Script=Han}{0,2}";
const WHOLE = new RegExp(`^(\\d{1,9})${UNIT}$`, "u");
const DECIMAL = new RegExp(`^(\\d{1,9}(?:\\.\\d{1,4})?)${UNIT}$`, "u");

function read(typed: string, form: RegExp): number | null | undefined {
  const text = plain(typed);
  if (text === "") return null;
  const digits = text.match(form)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A whole number; null for nothing written, undefined for what is no such number. Nothing is ever guessed from half of it. */
export const readWhole = (typed: string): number | null | undefined => read(typed, WHOLE);

/** A number that may have a decimal point; null for nothing written, undefined for what is no such number. */
export const readDecimal = (typed: string): number | null | undefined => read(typed, DECIMAL);
