import { afterEach, beforeEach, expect, it } from "vitest";
import { clearToasts, toast, toasts, undo } from "@/app/toasts";
import { connect, lastOperation } from "@/bridge";
import type { Bridge } from "@/bridge/bridge";
import "@/app/toast-list";

let asked: [string, unknown][] = [];
beforeEach(async () => {
  asked = [];
  await connect({
    rpc: (_session: unknown, name: string, payload: unknown) => {
      asked.push([name, payload]);
      return Promise.resolve({ answer: null, operation: null, changed: [] });
    },
    watch: () => () => undefined,
    closing: () => () => undefined,
  } as unknown as Bridge);
});
afterEach(() => {
  clearToasts();
  lastOperation.value = null;
  document.body.replaceChildren();
});

const list = async () => {
  const list = document.createElement("zd-toasts") as HTMLElement & { updateComplete: Promise<unknown> };
  document.body.append(list);
  await list.updateComplete;
  return list;
};

it("tells the key only on the one the key takes back", async () => {
  toast("第一条已保存", 11);
  toast("第二条已保存", 12);
  lastOperation.value = 12;
  const rows = [...(await list()).querySelectorAll(".toast")].map((row) => row.textContent?.replace(/\s+/g, ""));
  expect(rows).toEqual(["第一条已保存撤销", "第二条已保存撤销CtrlZ"]);
});

it("leaves nothing for the key once the button took it back", async () => {
  toast("已保存", 12);
  lastOperation.value = 12;
  expect(await undo(12)).toBe(true);
  expect(asked).toEqual([["history.undo", { operation: 12, except: [] }]]);
  expect(lastOperation.value).toBeNull();
  expect(toasts.value.some((each) => each.operation === 12)).toBe(false);
});
