import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { say, sayIf } from "@/app/words";
import type { ImportColumn, ImportRole, ImportSheet } from "@/bridge/calls";
import { light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import type { Importing, Job } from "./model";

const ROLES: Record<Job, ImportRole[]> = {
  roster: [
    "name",
    "sex",
    "level",
    "delegation",
    "group",
    "layer",
    "post",
    "phone",
    "village",
    "team",
    "leader",
    "liaison",
    "from",
    "until",
    "note",
    "sequence",
    "citizen_id",
    "birth",
    "age",
    "joined_party",
    "background",
    "ignore",
  ],
  visits: [
    "day",
    "time",
    "village",
    "place",
    "kind",
    "leader",
    "delegates",
    "others",
    "received",
    "households",
    "firms",
    "tally",
    "situation",
    "tags",
    "opinion",
    "opinion_count",
    "topic",
    "giver",
    "giver_phone",
    "answer",
    "status",
    "unit",
    "closed_on",
    "number",
    "page",
    "note",
    "sequence",
    "citizen_id",
    "ignore",
  ],
};

/** Which column holds what, as proposed; the clerk corrects it and the headings are remembered. */
class ImportColumns extends Piece {
  static override properties = { it: { attribute: false } };
  declare it: Importing;

  #set(column: ImportColumn, role: string): void {
    const columns = { ...this.it.mapping.value.columns, [column.heading || column.letter]: (role || "ignore") as ImportRole };
    this.it.map({ columns });
  }

  #ground(column: ImportColumn): TemplateResult | typeof nothing {
    if (column.role === null)
      return column.filled > 0
        ? light("doubt", say("imports.unknownColumn"))
        : html`<span class="note">${say("imports.emptyColumn")}</span>`;
    if (column.ground === "chosen") return light("met", say("imports.ground.chosen"));
    if (column.ground === "remembered") return light("met", say("imports.ground.remembered"));
    if (column.confidence < 0.7) return light("doubt", say("imports.ground.unsure"));
    return html`<span class="note">${say(`imports.ground.${column.ground as "heading"}`)}</span>`;
  }

  #sheet(file: string, sheet: ImportSheet): TemplateResult {
    const read = sheet.not_read === null;
    const toggle = () => this.it.map({ sheets: { ...this.it.mapping.value.sheets, [sheet.sheet]: !read } });
    return html`<section class="block">
      <div class="cap"><h2>${sheet.sheet}</h2><span class="note">${file}${read ? nothing : html`${say("frame.comma")}${say(`imports.notRead.${sheet.not_read as "empty"}`)}`}</span><label class="tick end"><input type="checkbox" .checked=${read} @change=${toggle} />${say("imports.readSheet")}</label></div>
      ${
        sheet.columns.length > 0
          ? html`<table class="table mini"><thead><tr><th scope="col">${say("imports.column")}</th><th scope="col">${say("imports.heading")}</th><th scope="col">${say("imports.readAs")}</th><th scope="col">${say("imports.why")}</th><th scope="col" class="num">${say("imports.filled")}</th></tr></thead>
              <tbody>${sheet.columns.map(
                (
                  column,
                ) => html`<tr><td class="cell">${column.letter}</td><th scope="row">${column.heading || html`<span class="t-wait">${say("imports.noHeading")}</span>`}</th>
                  <td><div class="field list rolefield"><select aria-label=${say("imports.roleOf", { column: column.letter })} @change=${(event: Event) => this.#set(column, (event.target as HTMLSelectElement).value)}>
                    ${column.role === null ? html`<option value="" selected>${say("imports.choose")}</option>` : nothing}
                    ${ROLES[this.it.job.value].map((role) => html`<option value=${role} ?selected=${role === column.role}>${sayIf(`imports.role.${role}`) ?? role}</option>`)}
                  </select></div></td>
                  <td class="nowrap">${this.#ground(column)}</td><td class="num">${column.filled}</td></tr>`,
              )}</tbody></table>`
          : nothing
      }
    </section>`;
  }

  protected override render(): TemplateResult {
    const preview = this.it.preview.value;
    return html`<div class="scroll ruled pad personpage" tabindex="-1">
      ${preview ? preview.files.flatMap((file) => file.sheets.map((sheet) => this.#sheet(file.name, sheet))) : this.it.step.value ? nothing : emptyPlace({ icon: "import", title: say("imports.nothing"), text: say("imports.nothingText") })}
    </div>`;
  }
}
define("zd-import-columns", ImportColumns);
