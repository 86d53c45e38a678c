import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { go, link } from "@/app/router";
import { person } from "@/app/session";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Clerk } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import { Saving } from "@/parts/saving";

/** Who hands over to whom, and why somebody else does it when the one who hands over is not there. */
class TransferBegin extends Piece {
  readonly #people = new Resource<Clerk[]>(this, () => ask("auth.people", {}), ["clerks"]);
  readonly #it = signal({ from_id: person.peek()?.id ?? "", to_name: "", witness: "", absent: "" });
  readonly #refused = signal<Refused | undefined>(undefined);

  readonly #saving = new Saving(this);

  #begin(event: Event): void {
    event.preventDefault();
    void this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    try {
      const { answer } = await tell("transfers.begin", this.#it.value);
      go(link("transfers", answer.id));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult {
    const it = this.#it.value;
    const own = it.from_id === person.value?.id;
    const clerks = (this.#people.value.value ?? []).filter(
      (clerk) => clerk.active && (clerk.id === person.value?.id || person.value?.role === "manage"),
    );
    const set = (change: Partial<typeof it>) => (this.#it.value = { ...it, ...change });
    const ready = it.to_name.trim() !== "" && it.witness.trim() !== "" && (own || it.absent.trim() !== "");
    return html`<main class="sheet">
      ${head(say("transfers.title"), say("transfers.beginSub"), html`<a class="btn quiet" href=${link("settings", "people")}>${icon("left")}${say("settings.people")}</a>`)}
      <div class="scroll ruled pad" tabindex="-1">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <form class="lines-form transferform" @submit=${(event: Event) => this.#begin(event)}>
          <label for="transfer-from">${say("transfers.from")}</label><div class="short">${listField({ name: "transfer-from", value: it.from_id, options: clerks.map((clerk): [string, string] => [clerk.id, clerk.name]), set: (from_id) => set({ from_id }) })}</div>
          ${own ? nothing : html`<label for="transfer-absent">${say("transfers.absent")}</label><div class="middle">${textField({ name: "transfer-absent", value: it.absent, hint: say("transfers.absentHint"), set: (absent) => set({ absent }) })}<p class="note">${say("transfers.absentNote")}</p></div>`}
          <label for="transfer-to">${say("transfers.to")}</label><div class="short">${textField({ name: "transfer-to", value: it.to_name, hint: say("settings.realName"), set: (to_name) => set({ to_name }) })}</div>
          <label for="transfer-witness">${say("transfers.witness")}</label><div class="short">${textField({ name: "transfer-witness", value: it.witness, hint: say("transfers.witnessHint"), set: (witness) => set({ witness }) })}</div>
          <span></span><div><p class="note">${say("transfers.beginNote")}</p></div>
          <span></span><div class="row"><button class="btn primary" ?disabled=${!ready}>${say("transfers.begin")}</button></div>
        </form>
      </div>
    </main>`;
  }
}
define("zd-transfer-begin", TransferBegin);
