import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

// The ratios of the look are computed from tokens.css itself, so that no later shade can slip under them.
const css = readFileSync("ui/styles/tokens.css", "utf8");

function theme(name: string): Map<string, string> {
  const block = css.match(new RegExp(`\\[data-theme="${name}"\\] \\{([^}]*)\\}`))?.[1] ?? "";
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one: string, other: string): number {
  const [a = 0, b = 0] = [luminance(one), luminance(other)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}

const grounds = ["paper", "sheet", "well", "raised", "accent-wash", "met-wash", "due-wash", "owed-wash", "wait-wash"];
const least: Record<string, number> = {
  ink: 7,
  "ink-quiet": 7,
  "ink-faint": 4.5,
  accent: 4.5,
  met: 4.5,
  due: 4.5,
  owed: 4.5,
  wait: 4.5,
};

describe.each(["light", "dark", "contrast"])("%s", (name) => {
  const tokens = theme(name);
  const value = (token: string) => tokens.get(token) ?? "#000000";

  it.each(Object.entries(least))("%s is at least %s on every ground it may stand on", (token, floor) => {
    const own = new Set(["met", "due", "owed", "wait", "accent"]);
    for (const ground of grounds) {
      // A state's ink stands on its own wash and on the plain grounds; it never stands on another state's wash.
      if (own.has(token) && ground.endsWith("-wash") && ground !== `${token}-wash`) continue;
      expect(ratio(value(token), value(ground)), `${token} on ${ground}`).toBeGreaterThanOrEqual(floor);
    }
  });

  it("draws edges and the ring at 3:1 or more", () => {
    for (const ground of ["paper", "sheet", "well", "raised"]) {
      expect(ratio(value("rule-strong"), value(ground))).toBeGreaterThanOrEqual(3);
      expect(ratio(value("ring"), value(ground))).toBeGreaterThanOrEqual(3);
    }
    expect(ratio(value("on-accent"), value("accent"))).toBeGreaterThanOrEqual(4.5);
  });

  it("keeps charts apart from the sheet", () => {
    for (const index of [1, 2, 3, 4, 5, 6]) expect(ratio(value(`chart-${index}`), value("sheet"))).toBeGreaterThanOrEqual(3);
  });
});
