import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import { icon } from "./marks";
import "./seg";

type Zoom = "fit" | "width" | "100" | "150";

/** Pixels of a millimetre the picture is drawn with: enough for the zoom on this screen, no more. */
const scales: Record<Zoom, number> = { fit: 4, width: 4, "100": 4, "150": 6 };

/** The finished pages themselves, drawn from the bytes that will be printed: thumbs, one page, and its zoom. */
class PrintPreview extends Piece {
  static override properties = { paper: {}, pages: { type: Number } };
  declare paper: string;
  declare pages: number;

  readonly #page = signal(1);
  readonly #zoom = signal<Zoom>("width");
  readonly #pictures = signal<ReadonlyMap<string, { url: string; width: number; height: number }>>(new Map());
  readonly #asked = new Set<string>();

  constructor() {
    super();
    this.paper = "";
    this.pages = 0;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("paper")) return;
    this.#asked.clear();
    this.#pictures.value = new Map();
    if (this.#page.value > this.pages) this.#page.value = 1;
  }

  #picture(page: number, scale: number): { url: string; width: number; height: number } | undefined {
    const key = `${this.paper} ${page} ${scale}`;
    if (!this.#asked.has(key) && this.paper) {
      this.#asked.add(key);
      void ask("papers.page", { paper: this.paper, page, scale }).then(
        (picture) =>
          (this.#pictures.value = new Map(this.#pictures.value).set(key, {
            url: `data:image/png;base64,${picture.png}`,
            width: picture.width,
            height: picture.height,
          })),
        () => this.#asked.delete(key),
      );
    }
    return this.#pictures.value.get(key);
  }

  #go(page: number): void {
    this.#page.value = Math.max(1, Math.min(page, this.pages));
    this.querySelector(".view")?.scrollTo(0, 0);
  }

  protected override render(): TemplateResult {
    const page = this.#page.value;
    const zoom = this.#zoom.value;
    const scale = scales[zoom] * (window.devicePixelRatio > 1.4 ? 1.5 : 1);
    const picture = this.#picture(page, scale);
    const from = Math.max(1, Math.min(page - 2, this.pages - 4));
    const thumbs = Array.from({ length: Math.min(5, this.pages) }, (_, index) => from + index);
    return html`<div class="viewer">
      <div class="thumbs">${thumbs.map((n) => {
        const small = this.#picture(n, 1);
        return html`<button type="button" class=${n === page ? "on" : ""} aria-current=${n === page ? "page" : nothing} @click=${() => this.#go(n)}>${small ? html`<img src=${small.url} alt="" />` : html`<span class="blankpage"></span>`}<span class="note">${say("parts.pageNo", { n })}</span></button>`;
      })}</div>
      <div class="view ${zoom}" tabindex="0" aria-label=${say("parts.pageView")}>${picture ? html`<img class="printed" src=${picture.url} alt=${say("parts.pageNo", { n: page })} width=${Math.round(picture.width / (scale / scales[zoom]))} height=${Math.round(picture.height / (scale / scales[zoom]))} />` : html`<p class="reading">${say("parts.reading")}</p>`}</div>
      <div class="pages">
        <button class="btn small quiet" ?disabled=${page <= 1} @click=${() => this.#go(page - 1)}>${icon("left")}${say("parts.pageBefore")}</button>
        <span><b>${say("parts.pageNo", { n: page })}</b>${say("parts.pageOf", { n: this.pages })}</span>
        <button class="btn small quiet" ?disabled=${page >= this.pages} @click=${() => this.#go(page + 1)}>${say("parts.pageAfter")}${icon("right")}</button>
        <zd-seg size="small" label=${say("parts.zoom")} .value=${zoom} .choices=${(["fit", "width", "100", "150"] as const).map((value) => ({ value, label: value === "fit" ? say("parts.wholePage") : value === "width" ? say("parts.pageWidth") : `${value}%` }))} @choose=${(event: CustomEvent<Zoom>) => (this.#zoom.value = event.detail)}></zd-seg>
      </div>
    </div>`;
  }
}
define("zd-preview", PrintPreview);
