import { describe, expect, it } from "vitest";
import { bind, chord, composing, keys, listen } from "@/app/keys";

const press = (init: KeyboardEventInit & { keyCode?: number }) => {
  const event = new KeyboardEvent("keydown", init);
  if (init.keyCode) Object.defineProperty(event, "keyCode", { value: init.keyCode });
  return event;
};

describe("keys and input methods", () => {
  it("knows a key that belongs to an input method, also WebKit's late Enter", () => {
    expect(composing(press({ key: "Enter", isComposing: true }))).toBe(true);
    expect(composing(press({ key: "Enter", keyCode: 229 }))).toBe(true);
    expect(composing(press({ key: "Enter", keyCode: 13 }))).toBe(false);
  });

  it("keeps handlers from seeing such a key", () => {
    const seen: string[] = [];
    const handler = keys((event) => seen.push(event.key));
    handler(press({ key: "Enter", keyCode: 229 }));
    handler(press({ key: "Enter" }));
    expect(seen).toEqual(["Enter"]);
  });

  it("lets the latest tie win and gives the key back afterwards", () => {
    listen(window);
    const seen: string[] = [];
    const outer = bind({ "ctrl+s": () => seen.push("outer") });
    const inner = bind({ "ctrl+s": () => seen.push("inner") });
    window.dispatchEvent(press({ key: "s", ctrlKey: true, cancelable: true }));
    inner();
    window.dispatchEvent(press({ key: "s", ctrlKey: true, cancelable: true }));
    outer();
    window.dispatchEvent(press({ key: "s", ctrlKey: true, cancelable: true }));
    expect(seen).toEqual(["inner", "outer"]);
  });

  it("names chords the same way everywhere", () => {
    expect(chord(press({ key: "=", ctrlKey: true }))).toBe("ctrl++");
    expect(chord(press({ key: "Enter", ctrlKey: true }))).toBe("ctrl+enter");
    expect(chord(press({ key: "N", altKey: true }))).toBe("alt+n");
  });
});
