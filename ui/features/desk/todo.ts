import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import type { Workbench } from "@/bridge/calls";
import { light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { tasks } from "./tasks";

/** Tasks in sight; the rest are one click away, so that the screen keeps its height. */
const MOST = 5;

/** What waits for the clerk today: stations on duty, opinions not yet passed on, forms not yet finished, holes in the teams. */
class Todo extends Piece {
  static override properties = { bench: { attribute: false } };
  declare bench: Workbench;
  readonly #open = signal(false);

  protected override render(): TemplateResult {
    const all = this.bench ? tasks(this.bench) : [];
    const open = this.#open.value;
    return html`<div class="cap"><h2>${say("desk.todo")}</h2>${all.length > 0 ? html`<span class="note">${say("desk.todoCount", { n: all.length })}</span>` : nothing}</div>
      ${
        all.length === 0
          ? emptyPlace({ icon: "check", title: say("desk.todoNone"), text: say("desk.todoNoneText") })
          : html`<ul class="todo">${(open ? all : all.slice(0, MOST)).map((task) => html`<li><span class="when">${light(task.shape, task.when)}</span><span class="grow">${task.title}<span class="note cut">${task.note}</span></span><a href=${task.href}>${task.act}</a></li>`)}</ul>
            ${all.length > MOST ? html`<button class="link" aria-expanded=${open} @click=${() => (this.#open.value = !open)}>${open ? say("desk.todoLess") : say("desk.todoMore", { n: all.length - MOST })}</button>` : nothing}`
      }`;
  }
}
define("zd-todo", Todo);
