import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaById, areaOptions, personName, spoken, stations } from "@/app/register";
import { Resource } from "@/app/resource";
import { link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { PosterDesk, PosterText } from "@/bridge/calls";
import { Making } from "@/features/reports/making";
import { areaField } from "@/parts/area";
import { InlineForm } from "@/parts/inline-form";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/pick";
import "@/parts/seg";
import "./faces";

const LONG = new Set(["list", "reach", "where", "closing"]);

interface Texts {
  whose: string;
  /** What was written by field; null where the usual text is to stand again. */
  texts: Record<string, string | null>;
}

/** The notices of stations: what stands on them, how they look, and their own pages. */
class PostersPage extends Piece {
  readonly #desk = new Resource<PosterDesk>(this, () => ask("posters.desk", {}), ["poster_texts", "portraits"]);
  readonly #villages = signal<string[]>([]);
  readonly #plain = signal(false);
  readonly #large = signal(false);
  readonly #photos = signal(true);
  /** The village whose own texts are written; empty: the town's. */
  readonly #whose = signal("");
  readonly #form = new InlineForm<Texts>(this, "posters", (it) => it.whose || "town");
  readonly #paper = new Making(() => ({
    kind: "station_notice",
    options: {
      area_ids: this.#villages.value,
      plain: this.#plain.value,
      large: this.#large.value,
      photos: this.#photos.value,
    },
  }));
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const area = place.peek().query.get("area");
    if (area) this.#villages.value = [area];
    this.#unbind = bind({
      "ctrl+p": () => this.#paper.print(),
      "ctrl+s": () => void this.#save(),
    });
    this.#again();
    this.#begin(this.#whose.peek());
  }

  #begin(whose: string): void {
    this.#whose.value = whose;
    void this.#form.open({ whose, texts: {} });
  }

  #written(): Texts["texts"] {
    return this.#form.it.value?.texts ?? {};
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#paper.end();
  }

  #again = (): void => this.#paper.soon();

  async #save(): Promise<void> {
    if (!this.#form.touched) return;
    await this.#form.save(async ({ whose, texts }) => {
      const { operation } = await tell("posters.save", { area_id: whose || null, texts });
      toast(say("posters.saved"), operation);
      this.#again();
    });
    if (!this.#form.it.peek()) this.#begin(this.#whose.peek());
  }

  /** A text as it holds for whom it is written: what was typed just now, else the village's, the town's, the usual one. */
  #text(one: PosterText): string {
    const typed = this.#written()[one.field];
    if (typed !== undefined && typed !== null) return typed;
    const own = this.#whose.value ? one.villages[this.#whose.value] : undefined;
    if (typed === null) return this.#whose.value ? (one.town ?? one.usual) : one.usual;
    return own ?? one.town ?? one.usual;
  }

  #replaced(one: PosterText): boolean {
    if (this.#written()[one.field] === null) return false;
    const kept = this.#whose.value ? one.villages[this.#whose.value] : one.town;
    return one.field in this.#written() || (kept !== undefined && kept !== null);
  }

  #write(field: string, text: string | null): void {
    this.#form.set({ texts: { ...this.#written(), [field]: text } });
  }

  #field(one: PosterText): TemplateResult {
    const name = `poster-${one.field}`;
    const word = sayIf(`posters.field.${one.field}`) ?? one.field;
    const hint = sayIf(`posters.hint.${one.field}`);
    const it = { name, value: this.#text(one), set: (text: string) => this.#write(one.field, text), ...(hint ? { hint } : {}) };
    return html`<div class="one top"><label class="quiet" for=${name}>${word}</label><div>${LONG.has(one.field) ? areaField({ ...it, rows: one.field === "list" ? 5 : 2 }) : textField(it)}${this.#replaced(one) ? html`<button data-needs="enter" type="button" class="link" @click=${() => this.#write(one.field, null)}>${say("posters.usual")}</button>` : nothing}</div></div>`;
  }

  #texts(desk: PosterDesk): TemplateResult {
    const chosen = this.#villages.value.map((id): [string, string] => [id, spoken(areaById.value.get(id)?.name ?? "")]);
    const whose: [string, string][] = [["", say("posters.whoseTown")], ...chosen];
    return html`<hr /><h2>${say("posters.texts")}</h2>
      ${
        chosen.length > 0
          ? html`<div class="one"><label class="quiet" for="whose">${say("posters.whose")}</label>${listField({
              name: "whose",
              value: this.#whose.value,
              options: whose,
              set: (id) => this.#begin(id),
            })}</div>`
          : nothing
      }
      <p class="note">${say("posters.whoseNote")}${say("posters.places")}</p>
      ${this.#form.offer()}
      ${this.#form.refused.value ? refusal(this.#form.refused.value) : nothing}
      ${this.#form.anew(html`${desk.texts.map((one) => this.#field(one))}`)}
      <div class="row end"><button data-needs="enter" class="btn" ?disabled=${!this.#form.touched} @click=${() => void this.#save()}>${say("posters.save")} <kbd>Ctrl S</kbd></button></div>`;
  }

  #settings(): TemplateResult {
    const desk = this.#desk.value.value;
    const chosen: Option[] = this.#villages.value.map((id) => ({ id, name: spoken(areaById.value.get(id)?.name ?? "") }));
    const pick = (event: CustomEvent<Option[]>): void => {
      this.#villages.value = event.detail.map((one) => one.id);
      if (this.#whose.value && !this.#villages.value.includes(this.#whose.value)) this.#begin("");
      this.#again();
    };
    const made = this.#paper.made;
    return html`<div class="set" tabindex="-1">
      <div class="one"><span class="quiet">${say("posters.style")}</span><zd-seg label=${say("posters.style")} .value=${this.#plain.value ? "plain" : "friendly"} .choices=${(["friendly", "plain"] as const).map((value) => ({ value, label: say(`posters.style.${value}`) }))} @choose=${(
        event: CustomEvent<string>,
      ) => {
        this.#plain.value = event.detail === "plain";
        this.#again();
      }}></zd-seg></div>
      <div class="one"><span class="quiet">${say("posters.size")}</span><zd-seg label=${say("posters.size")} .value=${this.#large.value ? "A3" : "A4"} .choices=${["A4", "A3"].map((value) => ({ value, label: value }))} @choose=${(
        event: CustomEvent<string>,
      ) => {
        this.#large.value = event.detail === "A3";
        this.#again();
      }}></zd-seg></div>
      <div class="one top"><label class="quiet" for="poster-villages">${say("posters.villages")}</label><zd-pick name="poster-villages" many uncounted hint=${say("posters.villagesHint")} .options=${areaOptions.value} .chosen=${chosen} @pick=${pick}></zd-pick></div>
      <label class="tick"><input type="checkbox" .checked=${this.#photos.value} @change=${() => {
        this.#photos.value = !this.#photos.value;
        this.#again();
      }} />${say("posters.photos")}</label>
      ${made ? html`<ul class="checks">${made.checks.filter((check) => !check.good).map((check) => html`<li>${light("doubt", "")}<span>${check.sentence}</span></li>`)}</ul>` : nothing}
      ${desk ? this.#texts(desk) : nothing}
      ${
        desk
          ? html`<hr /><zd-poster-faces .people=${this.#people()} .held=${desk.portraits} .former=${desk.former} .largest=${desk.largest} @faces=${() => {
              this.#desk.again();
              this.#again();
            }}></zd-poster-faces>`
          : nothing
      }
    </div>`;
  }

  /** Who stands on the notices of the chosen villages. */
  #people(): Option[] {
    const chosen = new Set(this.#villages.value);
    const known = stations.value;
    const teams = new Set(
      known.teams
        .filter((team) => team.area_id && chosen.has(team.area_id) && team.kind === "main" && !team.valid_to)
        .map((team) => team.id),
    );
    const ids = [
      ...known.members
        .filter((one) => teams.has(one.team_id) && one.role !== "member" && !one.valid_to)
        .map((one) => one.person_id),
      ...known.contacts.filter((one) => chosen.has(one.area_id) && !one.valid_to).map((one) => one.person_id),
    ];
    return [...new Set(ids)].map((id) => ({ id, name: personName(id) }));
  }

  protected override render(): TemplateResult {
    const made = this.#paper.made;
    return html`<main class="sheet">
      ${head(
        say("posters.title"),
        made ? say("reports.pages", { n: made.pages }) : say("posters.sub"),
        html`<a class="btn quiet" href=${link("stations")}>${icon("left")}${say("stations.title")}</a>${this.#paper.acts()}`,
      )}
      <div class="reportbox posterset">
        ${this.#settings()}
        <div class="paperside">
          ${this.#paper.pages()}
        </div>
      </div>
    </main>`;
  }
}
define("zd-posters-page", PostersPage);
