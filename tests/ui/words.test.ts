import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = "src-tauri/core/words/zh/";

function sources(at: string): string[] {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? entry.name === "dist" || entry.name === "types"
        ? []
        : sources(`${at}/${entry.name}`)
      : /\.ts$/.test(entry.name)
        ? [`${at}/${entry.name}`]
        : [],
  );
}

const texts = sources("ui").map((path) => ({ path, text: readFileSync(path, "utf8") }));

describe("the screen wording", () => {
  it("has its typed keys up to date", () => {
    execFileSync("node", ["scripts/words.mjs", "--check"]);
  });

  it("has no key that no screen uses", () => {
    const code = texts
      .filter(({ path }) => !path.endsWith("words.keys.ts"))
      .map(({ text }) => text)
      .join("\n");
    // A key built at run time stands as a template: `duties.state.${state}`; what stands before the braces counts as used.
    const prefixes = [...code.matchAll(/`([a-z]+\.[\w.]*)\$\{/g)].map((match) => match[1] ?? "");
    const unused: string[] = [];
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".screen.json"))) {
      const feature = file.replace(".screen.json", "");
      for (const key of Object.keys(JSON.parse(readFileSync(folder + file, "utf8")) as object)) {
        const full = `${feature}.${key}`;
        if (!code.includes(`"${full}"`) && !prefixes.some((prefix) => prefix.length > feature.length && full.startsWith(prefix)))
          unused.push(full);
      }
    }
    expect(unused).toEqual([]);
  });

  it("says each key once: of two the later would silently take the place of the other", () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".screen.json"))) {
      const keys = [...readFileSync(folder + file, "utf8").matchAll(/^ {2}"([^"]+)":/gm)].map((match) => match[1]);
      expect(keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${file} ${key}`)).toEqual([]);
    }
  });

  it("keeps Han characters out of the code", () => {
    expect(texts.filter(({ text }) => /\p{Script=Han}/u.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("keeps the tone of an office", () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".screen.json"))) {
      for (const [key, text] of Object.entries(JSON.parse(readFileSync(folder + file, "utf8")) as Record<string, string>)) {
        expect(text, `${file} ${key}`).not.toMatch(/[!！]|请您|温馨提示|抱歉|\p{Script=Han} [0-9]|[0-9] \p{Script=Han}(?!.*\{)/u);
      }
    }
  });
});

describe("pages", () => {
  it("stay under 300 lines and name no Tauri API", () => {
    for (const { path, text } of texts) {
      if (path.endsWith("words.keys.ts") || path.endsWith("calls.ts")) continue;
      expect(text.split("\n").length, path).toBeLessThanOrEqual(300);
      if (!path.endsWith("bridge/tauri.ts")) expect(text, path).not.toContain("@tauri-apps");
    }
  });

  it("draw no style of their own: the policy would drop it", () => {
    for (const { path, text } of texts) expect(text, path).not.toMatch(/\sstyle=|<style|styleMap/);
  });
});
