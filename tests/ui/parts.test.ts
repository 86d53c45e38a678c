import { afterEach, describe, expect, it } from "vitest";
import { today } from "@/app/days";
import type { DateField } from "@/parts/date";
import { match } from "@/parts/matching";
import type { Option, Picker } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import { marked } from "@/features/search/page";
import { count } from "@/features/visits/form-state";

today.value = "2026-09-15";
afterEach(() => document.body.replaceChildren());

async function put<T extends HTMLElement>(tag: string, set: (element: T) => void): Promise<T> {
  const element = document.createElement(tag) as T;
  set(element);
  document.body.append(element);
  await (element as unknown as { updateComplete: Promise<unknown> }).updateComplete;
  return element;
}

async function type(element: HTMLElement, text: string): Promise<HTMLInputElement> {
  const field = element.querySelector("input") as HTMLInputElement;
  for (const letter of text) {
    field.value += letter;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await (element as unknown as { updateComplete: Promise<unknown> }).updateComplete;
  }
  return field;
}

describe("the date field", () => {
  it("keeps every key while the reading changes under it", async () => {
    const element = await put<DateField>("zd-date", (date) => (date.name = "day"));
    const days: string[] = [];
    element.addEventListener("day", (event) => days.push((event as CustomEvent<string>).detail));
    const field = await type(element, "0908");
    expect(field.value).toBe("0908");
    expect(element.value).toBe("2026-09-08");
    expect(days.at(-1)).toBe("2026-09-08");
    expect(element.querySelector(".said")?.textContent).toContain("9月8日");
  });

  it("says what is wrong only after the field is left, and keeps what was typed", async () => {
    const element = await put<DateField>("zd-date", (date) => (date.name = "day"));
    const field = await type(element, "2.30");
    expect(element.querySelector(".err")).toBeNull();
    field.dispatchEvent(new FocusEvent("blur"));
    await element.updateComplete;
    expect(element.querySelector(".err")?.textContent).toContain("2026年2月只到28日");
    expect(field.value).toBe("2.30");
  });

  it("shows a day given from outside as people write it", async () => {
    const element = await put<DateField>("zd-date", (date) => (date.value = "2026-03-05"));
    expect(element.querySelector("input")?.value).toBe("3月5日");
    element.value = "2025-03-05";
    await element.updateComplete;
    expect(element.querySelector("input")?.value).toBe("2025年3月5日");
  });
});

const people: Option[] = [
  { id: "1", name: "梁䶮海", note: "第三组", keys: "lyh liangyanhai" },
  { id: "2", name: "梁伟玲", note: "第一组", keys: "lwl liangweiling" },
  { id: "3", name: "区堃波", note: "第四组", keys: "okb oukunbo" },
];

describe("the picker", () => {
  it("asks the core where a list is longer than a page, and says what is not shown", async () => {
    const asked: string[] = [];
    const find = (text: string) => {
      asked.push(text);
      return Promise.resolve({ options: people.filter((one) => one.name.includes(text)), total: text ? 2 : 812 });
    };
    const element = await put<Picker>("zd-pick", (pick) => Object.assign(pick, { name: "told", many: true, find }));
    const field = await type(element, "梁");
    expect(element.querySelector(".options")?.textContent).toContain("在找");
    // Enter before the answer chooses nothing of an older one.
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    expect(element.chosen).toEqual([]);
    const settled = async () => {
      await new Promise((done) => setTimeout(done, 250));
      await element.updateComplete;
    };
    await settled();
    expect(asked).toEqual(["梁"]);
    expect([...element.querySelectorAll(".options li:not(.none)")].map((one) => one.textContent?.trim().slice(0, 3))).toEqual([
      "梁䶮海",
      "梁伟玲",
    ]);
    expect(element.querySelector(".options .none")).toBeNull();
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    expect(element.chosen.map((one) => one.id)).toEqual(["1"]);
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    await settled();
    expect(element.querySelector(".options .none")?.textContent).toContain("只列出2项");
  });

  it("finds by name, by initials and by full pinyin", () => {
    expect(match(people, "lyh").map((one) => one.id)).toEqual(["1"]);
    expect(match(people, "liang").map((one) => one.id)).toEqual(["1", "2"]);
    expect(match(people, "堃").map((one) => one.id)).toEqual(["3"]);
    expect(match(people, "䶮").map((one) => one.id)).toEqual(["1"]);
  });

  it("takes the marked one with Enter, and not the Enter of an input method", async () => {
    const element = await put<Picker>("zd-pick", (pick) => Object.assign(pick, { name: "who", many: true, options: people }));
    const field = await type(element, "lwl");
    const late = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
    Object.defineProperty(late, "keyCode", { value: 229 });
    field.dispatchEvent(late);
    expect(element.chosen).toEqual([]);
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    expect(element.chosen.map((one) => one.id)).toEqual(["2"]);
  });

  it("leaves what may stand as written as it was written, and covers no field below with an empty list", async () => {
    const element = await put<Picker>("zd-pick", (pick) => Object.assign(pick, { name: "who", free: true, options: people }));
    const leave = async (text: string) => {
      (element.querySelector("input") as HTMLInputElement).value = "";
      const field = await type(element, text);
      const listed = element.querySelector(".options") !== null;
      field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
      await element.updateComplete;
      return [listed, element.chosen.map((one) => one.name).join()];
    };
    expect(await leave("伟玲")).toEqual([true, "伟玲"]);
    expect(await leave("lwl")).toEqual([true, "梁伟玲"]);
    expect(await leave("镇市政办")).toEqual([false, "镇市政办"]);
  });

  it("takes what was found after the field was left", async () => {
    const find = async () => ({ options: people.slice(1, 2), total: 1 });
    const element = await put<Picker>("zd-pick", (pick) => Object.assign(pick, { name: "who", find }));
    const field = await type(element, "梁伟玲");
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    await new Promise((done) => setTimeout(done, 250));
    await element.updateComplete;
    expect(element.chosen.map((one) => one.id)).toEqual(["2"]);
    expect(element.querySelector(".err")).toBeNull();
  });

  it("keeps a name that is in no list and says so", async () => {
    const element = await put<Picker>("zd-pick", (pick) => Object.assign(pick, { name: "who", many: true, options: people }));
    const field = await type(element, "某某");
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    await element.updateComplete;
    expect(element.querySelector(".err")?.textContent).toContain("某某");
    expect(field.value).toBe("某某");
  });
});

describe("small readings", () => {
  it("reads counts as offices write them", () => {
    expect(["14", "１４", "14人", "1,200", "", "十几", "司徒", "-3"].map(count)).toEqual([
      14,
      14,
      14,
      1200,
      0,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("marks found words without making markup from them", () => {
    expect(marked("村口<b>路灯</b>", ["路灯"]).filter((part) => typeof part === "string")).toEqual(["村口<b>", "</b>"]);
  });
});
