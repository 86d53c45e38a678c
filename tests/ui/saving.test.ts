import { html } from "lit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bind, listen } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { person } from "@/app/session";
import { connect } from "@/bridge";
import type { Bridge } from "@/bridge/bridge";
import { keypad } from "@/features/evaluations/keypad";
import { bringBack, open, putAway } from "@/parts/dialogs";
import { InlineForm } from "@/parts/inline-form";
import { Kept } from "@/parts/kept";
import { KeptForm } from "@/parts/kept-form";
import type { Option } from "@/parts/pick";
import type { NumberField, TimeField } from "@/parts/read-field";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/read-field";

interface Asked {
  name: string;
  payload: Record<string, unknown>;
  answer: (value: unknown) => void;
  refuse: () => void;
}
let asked: Asked[] = [];
/** Answered at once; what is not here waits until the test answers it. */
let known: Record<string, (payload: Record<string, unknown>) => unknown> = {};

beforeEach(async () => {
  person.value = { id: "c1", name: "黄志芳", role: "enter", active: true } as never;
  asked = [];
  let drafts = 0;
  known = { "drafts.list": () => [], "drafts.keep": () => ({ id: `d${++drafts}` }), "drafts.drop": () => null };
  await connect({
    rpc: (_session: unknown, name: string, payload: Record<string, unknown>) =>
      new Promise((done, refused) => {
        const answer = (value: unknown) => done({ answer: value, operation: null, changed: [] });
        asked.push({ name, payload, answer, refuse: () => refused({ code: "x.refused", sentence: "不成", hint: "" }) });
        const now = known[name];
        if (now) answer(now(payload));
      }),
    watch: () => () => undefined,
    closing: () => () => undefined,
  } as unknown as Bridge);
});
afterEach(() => document.body.replaceChildren());

const calls = (name: string) => asked.filter((each) => each.name === name);
const soon = async () => {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((done) => setTimeout(done, 0));
};

async function put<T extends HTMLElement>(tag: string, set: (element: T) => void = () => undefined): Promise<T> {
  const element = document.createElement(tag) as T;
  set(element);
  document.body.append(element);
  await soon();
  return element;
}

function type(element: HTMLElement, text: string): HTMLInputElement {
  const field = (element instanceof HTMLInputElement ? element : element.querySelector("input")) as HTMLInputElement;
  field.focus();
  field.value = "";
  for (const letter of text) {
    field.value += letter;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  return field;
}

interface Thing {
  id: string;
  title: string;
  starts: string;
  day: string;
  who: string;
}
const blank = (): Thing => ({ id: "", title: "", starts: "", day: "2026-09-08", who: "1" });
const people: Option[] = [
  { id: "1", name: "梁伟玲" },
  { id: "2", name: "王一" },
  { id: "3", name: "王二" },
];

class ThingForm extends KeptForm<Thing> {
  constructor() {
    super("plans");
  }
  protected override async load(record: string): Promise<Thing> {
    return record ? { ...blank(), id: record, title: `标题${record}` } : blank();
  }
  protected override async send(it: Thing): Promise<string> {
    const { ask } = await import("@/bridge");
    return ((await ask("plans.save", it as never)) as { id: string }).id;
  }
  go(): Promise<void> {
    return this.save();
  }
  protected override render() {
    const it = this.it.value;
    return html`${this.anew(
      it
        ? html`<input id="title" .value=${it.title} @input=${(event: Event) => this.set({ title: (event.target as HTMLInputElement).value })} /><zd-time name="starts" .value=${it.starts} @time=${(event: CustomEvent<string>) => this.set({ starts: event.detail })}></zd-time><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<string>) => this.set({ day: event.detail })}></zd-date><zd-pick name="who" .options=${people} .chosen=${people.filter((one) => one.id === it.who)} @pick=${(event: CustomEvent<Option[]>) => this.set({ who: event.detail[0]?.id ?? "" })}></zd-pick>`
        : html``,
    )}`;
  }
}
define("x-thing", ThingForm);
const thing = (record = "") => put<ThingForm>("x-thing", (form) => (form.record = record));

describe("a field that is read while it is typed", () => {
  it("keeps 15:30 as it is typed and tells the time", async () => {
    const element = await put<TimeField>("zd-time", (time) => (time.name = "at"));
    const told: string[] = [];
    element.addEventListener("time", (event) => told.push((event as CustomEvent<string>).detail));
    const field = element.querySelector("input") as HTMLInputElement;
    for (const text of ["1", "15", "15:", "15:3", "15:30"]) {
      type(element, text);
      await soon();
      expect(field.value).toBe(text);
    }
    expect(told.at(-1)).toBe("15:30");
    type(element, "930");
    field.blur();
    await soon();
    expect(field.value).toBe("09:30");
  });

  it("says a time that is none when it is left, and keeps it as typed", async () => {
    const element = await put<TimeField>("zd-time");
    const field = type(element, "25:00");
    await soon();
    expect(element.querySelector(".bad")).toBeNull();
    field.blur();
    await soon();
    expect(element.querySelector(".field.bad")).not.toBeNull();
    expect(field.value).toBe("25:00");
  });

  it("reads a figure as it is written, and never erases one it cannot read", async () => {
    const element = await put<NumberField>("zd-number", (number) => (number.value = 800));
    const field = type(element, "1,200户");
    await soon();
    expect(element.value).toBe(1200);
    expect(field.value).toBe("1,200户");
    type(element, "很多");
    field.blur();
    await soon();
    expect(field.value).toBe("很多");
    expect(element.querySelector(".field.bad")).not.toBeNull();
  });
});

describe("saving a form", () => {
  it("saves a new record once, however often it is pressed", async () => {
    const form = await thing();
    type(form.querySelector("#title") as HTMLInputElement, "一次");
    void form.go();
    void form.go();
    await soon();
    void form.go();
    await soon();
    expect(calls("plans.save")).toHaveLength(1);
  });

  it("does not save without a name or a day it could not read, and goes to the field", async () => {
    const form = await thing("a");
    type(form.querySelector("#who") as HTMLInputElement, "王");
    await form.go();
    expect(calls("plans.save")).toHaveLength(0);
    expect((document.activeElement as HTMLElement).id).toBe("who");
    expect((form.querySelector("#who") as HTMLInputElement).value).toBe("王");
    type(form.querySelector("#who") as HTMLInputElement, "王二");
    type(form.querySelector("#day") as HTMLInputElement, "9.31");
    await form.go();
    expect(calls("plans.save")).toHaveLength(0);
    expect((document.activeElement as HTMLElement).id).toBe("day");
    type(form.querySelector("#day") as HTMLInputElement, "9.30");
    void form.go();
    await soon();
    expect(calls("plans.save")[0]?.payload).toMatchObject({ who: "3" });
  });

  it("keeps the focus where it was, and what was typed while the saving was under way", async () => {
    const form = await thing("a");
    const field = type(form.querySelector("#title") as HTMLInputElement, "记录");
    const saved = form.go();
    await soon();
    expect(document.activeElement).toBe(field);
    type(field, "记录还有一句");
    calls("plans.save")[0]?.answer({ id: "a" });
    await saved;
    await soon();
    expect((form.querySelector("#title") as HTMLInputElement).value).toBe("记录还有一句");
    expect(document.activeElement?.id).toBe("title");
  });

  it("does not fetch back whoever went elsewhere while it was saved, and keeps what was typed since", async () => {
    const leave = async (since: string) => {
      location.hash = "#/plans/new";
      const form = await thing();
      type(form.querySelector("#title") as HTMLInputElement, "去别处");
      const saved = form.go();
      await soon();
      if (since) type(form.querySelector("#title") as HTMLInputElement, since);
      location.hash = "#/meetings/new";
      form.remove();
      calls("plans.save").at(-1)?.answer({ id: "a" });
      await saved;
      await soon();
      expect(location.hash).toBe("#/meetings/new");
    };
    await leave("");
    expect(calls("drafts.drop")).toHaveLength(1);
    await leave("去别处，又一句");
    expect(calls("drafts.drop")).toHaveLength(1);
    expect(calls("drafts.keep").at(-1)?.payload.payload).toMatchObject({ title: "去别处，又一句" });
  });

  it("keeps what is typed for one record from becoming the draft of another", async () => {
    const form = await thing("a");
    type(form.querySelector("#title") as HTMLInputElement, "甲的改动");
    form.record = "b";
    await soon();
    expect(calls("drafts.keep").map((each) => [each.payload.record, (each.payload.payload as Thing).title])).toEqual([
      ["a", "甲的改动"],
    ]);
    expect((form.querySelector("#title") as HTMLInputElement).value).toBe("标题b");
    type(form.querySelector("#title") as HTMLInputElement, "乙的改动");
    await (form as unknown as { kept: Kept<Thing> }).kept.now();
    expect(calls("drafts.keep").at(-1)?.payload).toMatchObject({ id: null, record: "b" });
  });
});

describe("drafts", () => {
  it("throws away also the draft whose keeping is still under way", async () => {
    delete known["drafts.keep"];
    const kept = new Kept<string>("plans", () => null);
    kept.keep("半句");
    void kept.now();
    await soon();
    const dropped = kept.drop();
    calls("drafts.keep")[0]?.answer({ id: "d9" });
    await dropped;
    expect(calls("drafts.drop").map((each) => each.payload.id)).toEqual(["d9"]);
  });

  it("tries again with what could not be kept", async () => {
    delete known["drafts.keep"];
    const kept = new Kept<string>("plans", () => null);
    kept.keep("半句");
    const first = kept.now();
    await soon();
    calls("drafts.keep")[0]?.refuse();
    await first;
    void kept.now();
    await soon();
    expect(calls("drafts.keep")).toHaveLength(2);
    expect(calls("drafts.keep")[1]?.payload.payload).toBe("半句");
  });
});

class InsetHost extends Piece {
  readonly form = new InlineForm<{ id: string; text: string }>(this, "action_point", (it) => it.id || "new");
  protected override render() {
    return html`${this.form.offer()}${this.form.it.value?.text ?? ""}`;
  }
}
define("x-inset", InsetHost);

describe("a form inside a page", () => {
  it("keeps what was typed when another row is opened, and offers it again", async () => {
    const host = await put<InsetHost>("x-inset");
    await host.form.open({ id: "a", text: "" });
    host.form.set({ text: "写到一半" });
    await host.form.open({ id: "b", text: "别的" });
    const kept = calls("drafts.keep").at(-1)?.payload;
    expect(kept).toMatchObject({ record: "a", payload: { text: "写到一半" } });
    known["drafts.list"] = () => [
      { id: "d1", feature: "action_point", record: "a", payload: kept?.payload, saved: "2026-09-15T01:00:00Z" },
    ];
    await host.form.open({ id: "a", text: "" });
    await soon();
    (host.querySelector(".btn") as HTMLButtonElement).click();
    await soon();
    expect(host.form.it.value?.text).toBe("写到一半");
    await host.form.leave();
    expect(calls("drafts.drop")).toHaveLength(1);
  });

  it("sends once and keeps a refusal in sight with what was typed", async () => {
    const { ask } = await import("@/bridge");
    const host = await put<InsetHost>("x-inset");
    await host.form.open({ id: "", text: "一" });
    const send = () => host.form.save(async (it) => ask("meetings.action", it as never));
    void send();
    void send();
    await soon();
    expect(calls("meetings.action")).toHaveLength(1);
    calls("meetings.action")[0]?.refuse();
    await soon();
    expect(host.form.it.value?.text).toBe("一");
    expect(host.form.refused.value?.code).toBe("x.refused");
  });
});

describe("a held key", () => {
  it("does a chord's act once and a counting key's act once", () => {
    listen(window);
    const seen: string[] = [];
    const unbind = bind({ "ctrl+s": () => seen.push("save"), "ctrl++": () => seen.push("bigger") });
    const stop = keypad({ "1": () => seen.push("count"), arrowdown: () => seen.push("down") });
    const press = (key: string, repeat: boolean, ctrlKey = false) =>
      window.dispatchEvent(new KeyboardEvent("keydown", { key, repeat, ctrlKey, cancelable: true }));
    for (const repeat of [false, true, true]) {
      press("s", repeat, true);
      press("1", repeat);
    }
    press("=", true, true);
    press("ArrowDown", true);
    unbind();
    stop();
    expect(seen).toEqual(["save", "count", "bigger", "down"]);
  });
});

describe("dialogs and the lock", () => {
  it("closes what is readable and lets what is shown once wait for its own clerk", async () => {
    const answers: unknown[] = [];
    const view = () => html`<p>居民信息</p>`;
    void open(view).then((answer) => answers.push(answer));
    void open(() => html`<p>恢复密钥</p>`, false, true);
    putAway("clerk-1");
    await soon();
    expect(answers).toEqual([undefined]);
    const shown = () => [...document.querySelectorAll("dialog")].filter((dialog) => dialog.open).length;
    expect(shown()).toBe(0);
    bringBack("clerk-2");
    expect(shown()).toBe(0);
    bringBack("clerk-1");
    expect(shown()).toBe(1);
  });
});
