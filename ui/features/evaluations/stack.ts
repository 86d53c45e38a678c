import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { spoken } from "@/app/register";
import { Resource } from "@/app/resource";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { RoundBoard, SheetStanding, StackLine } from "@/bridge/calls";
import type { Shape } from "@/parts/marks";
import { glyph, light } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { pager } from "@/parts/page";
import "@/parts/seg";
import { reasonWord, showPage } from "./sheet-page";
import { onlyVillage } from "./villages";

const SIZE = 24;

/** What may have become of a page, in the order of the ledger. */
const STATUSES = ["read", "review", "rejected", "foreign", "blank", "duplicate", "void"] as const;

export const statusShapes: Record<SheetStanding, Shape> = {
  read: "met",
  review: "doubt",
  rejected: "refuse",
  foreign: "void",
  blank: "void",
  duplicate: "doubt",
  void: "void",
};

/** Everything that lay in the scanner, by what became of it; each page as a small picture that opens whole. */
class Stack extends Piece {
  static override properties = { round: {}, board: { attribute: false }, busy: { attribute: false } };
  declare round: string;
  declare board: RoundBoard;
  /** Whether a run is under way: once it has ended the ledger is read again. */
  declare busy: boolean;

  readonly #status = signal<SheetStanding | "">(STATUSES.find((status) => status === place.peek().query.get("status")) ?? "");
  readonly #from = signal(0);
  readonly #thumbs = signal<ReadonlyMap<string, string>>(new Map());
  readonly #asked = new Set<string>();
  readonly #read = new Resource(this, () =>
    ask("evaluations.stack", {
      round: this.round,
      status: this.#status.value || null,
      area: place.value.query.get("area"),
      offset: this.#from.value,
      limit: SIZE,
    }),
  );

  constructor() {
    super();
    this.busy = false;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.get("busy") === true && !this.busy) this.#read.again();
  }

  /** Pictures come one after the other, so that the page above is never behind a queue of them. */
  #thumb(line: StackLine): string | undefined {
    if (line.identifying) return undefined;
    if (!this.#asked.has(line.page)) {
      this.#asked.add(line.page);
      ask("evaluations.picture", { round: this.round, page: line.page, thumb: true }).then(
        (picture) => (this.#thumbs.value = new Map(this.#thumbs.value).set(line.page, picture.png)),
        () => undefined,
      );
    }
    return this.#thumbs.value.get(line.page);
  }

  async #open(line: StackLine): Promise<void> {
    const decided = await showPage(this.round, { page: line.page, identifying: line.identifying, line });
    if (decided) {
      this.#read.again();
      this.emit("counted");
    }
  }

  #line(line: StackLine): TemplateResult {
    const png = this.#thumb(line);
    const whose = [
      spoken(line.area ?? ""),
      line.person,
      line.sheet_page > 0 ? say("evaluations.sideOf", { n: line.sheet_page }) : "",
    ]
      .filter(Boolean)
      .join(say("frame.comma"));
    const state = say(`evaluations.status.${line.status}`);
    return html`<li><button type="button" class="thumb" @click=${() => void this.#open(line)}>
      ${line.identifying ? html`<span class="coverthumb">${glyph("doubt")}${say("evaluations.coveredShort")}</span>` : png ? html`<img src="data:image/png;base64,${png}" alt="" />` : html`<span class="coverthumb"></span>`}
      <span class="under">${light(statusShapes[line.status], line.open_rows > 0 ? say("evaluations.openRows", { n: line.open_rows }) : line.undecided ? say("evaluations.pageWaits") : state)}<span class="note cut">${reasonWord(line) || whose}</span>${reasonWord(line) && whose ? html`<span class="apart">${whose}</span>` : nothing}</span></button></li>`;
  }

  protected override render(): TemplateResult {
    return html`${shown(this.#read, ({ total, counts, lines }) => {
      const all = STATUSES.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
      const only = onlyVillage(this.board);
      if (all === 0 && this.busy) return html`${only}`;
      if (all === 0)
        return html`${only}${emptyPlace({ icon: "folder", title: say("evaluations.stackEmpty"), text: say("evaluations.stackEmptyText") })}`;
      const choices = [
        { value: "", label: say("evaluations.allPages"), count: all },
        ...STATUSES.filter((status) => (counts[status] ?? 0) > 0).map((status) => ({
          value: status,
          label: say(`evaluations.status.${status}`),
          count: counts[status] ?? 0,
          shape: statusShapes[status],
        })),
      ];
      return html`${only}<div class="row stacktools"><zd-seg size="small" label=${say("evaluations.stack")} .value=${this.#status.value} .choices=${choices} @choose=${(
        event: CustomEvent<SheetStanding | "">,
      ) => {
        this.#status.value = event.detail;
        this.#from.value = 0;
      }}></zd-seg>${(counts.review ?? 0) > 0 ? html`<a class="btn small" href=${link("evaluations", this.round, { step: "review", area: place.value.query.get("area") ?? undefined })}>${say("evaluations.toReview")}</a>` : nothing}</div>
        <p class="note">${say("evaluations.stackNote")}</p>
        <ul class="thumbgrid">${lines.map((line) => this.#line(line))}</ul>
        ${total > SIZE ? pager({ from: this.#from.value, shown: lines.length, total, size: SIZE, go: (from) => (this.#from.value = from) }) : nothing}`;
    })}`;
  }
}
define("zd-stack", Stack);
