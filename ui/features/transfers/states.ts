import type { TemplateResult } from "lit";
import { long } from "@/app/days";
import { say } from "@/app/words";
import type { Transfer } from "@/bridge/calls";
import { light } from "@/parts/marks";

/** How far a transfer is, in its order. */
export const STATES = ["open", "signed", "finished"] as const;

export function stateOf(it: Transfer): (typeof STATES)[number] {
  return it.finished_on ? "finished" : it.signed_on ? "signed" : "open";
}

/** How far it is: shape and word. */
export function transferLight(it: Transfer): TemplateResult {
  if (it.finished_on) return light("met", say("transfers.state.finished", { day: long(it.finished_on) }));
  if (it.signed_on) return light("due", say("transfers.state.signed", { day: long(it.signed_on) }));
  return light("due", say("transfers.state.open", { given: it.given, n: it.lines }));
}
