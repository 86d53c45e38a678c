import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ProposalDifference, ProposalVersion, TextPiece } from "@/bridge/calls";
import { sheet } from "@/parts/dialogs";
import { shown } from "@/parts/notices";
import { listField } from "@/parts/page";

/** The versions of a text: any of them against the one before, word by word. */
class ProposalVersions extends Piece {
  static override properties = { record: {} };
  declare record: string;

  readonly #id = signal("");
  readonly #at = signal(0);
  readonly #all = new Resource<ProposalVersion[]>(this, () =>
    this.#id.value ? ask("proposals.versions", { id: this.#id.value }) : undefined,
  );
  readonly #difference = new Resource<ProposalDifference>(this, () => {
    const all = this.#all.value.value;
    const to = this.#at.value || (all?.length ?? 0);
    return this.#id.value && all && to > 1 ? ask("proposals.difference", { id: this.#id.value, from: to - 1, to }) : undefined;
  });

  constructor() {
    super();
    this.record = "";
  }

  override willUpdate(): void {
    this.#id.value = this.record;
  }

  #pieces(title: string, pieces: TextPiece[]): TemplateResult {
    return html`<h3>${title}</h3><p class="said">${pieces.map((one) => (one.kind === "gone" ? html`<del>${one.text}</del>` : one.kind === "new" ? html`<ins>${one.text}</ins>` : one.text))}</p>`;
  }

  protected override render(): TemplateResult {
    const at = this.#at.value || (this.#all.value.value?.length ?? 0);
    return html`${shown(
      this.#all,
      (all) => html`<div class="row"><div class="middle">${listField({
        name: "version",
        label: say("proposals.version"),
        value: String(at),
        options: all
          .filter((one) => one.place > 1)
          .reverse()
          .map((one): [string, string] => [
            String(one.place),
            say("proposals.versionOf", { n: one.place, day: short(one.day), clerk: one.clerk }),
          ]),
        set: (value) => (this.#at.value = Number(value)),
      })}</div><span class="note">${say("proposals.versionNote")}</span></div>
      ${this.#difference.value.value ? html`<div class="difference">${this.#pieces(say("proposals.matter"), this.#difference.value.value.title)}${this.#pieces(say("proposals.basis"), this.#difference.value.value.basis)}${this.#pieces(say("proposals.plan"), this.#difference.value.value.plan)}</div>` : nothing}`,
    )}`;
  }
}
define("zd-proposal-versions", ProposalVersions);

export const showVersions = (record: string): Promise<undefined> =>
  sheet(say("proposals.versionsTitle"), () => html`<zd-proposal-versions .record=${record}></zd-proposal-versions>`, true);
