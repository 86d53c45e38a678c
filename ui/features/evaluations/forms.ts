import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { EvaluationForm } from "@/bridge/calls";
import { icon, light, tag } from "@/parts/marks";
import { shown } from "@/parts/notices";
import { own } from "@/parts/own";
import { head } from "@/parts/page";
import "./form-editor";
import { FORM_TABLES, kindName } from "./model";

/** Forms of the sheet: those that came with the program, those of the office, each in its versions. */
class Forms extends Piece {
  readonly #list = new Resource<EvaluationForm[]>(this, () => ask("evaluations.forms", {}), FORM_TABLES);

  #row(form: EvaluationForm, latest: boolean): TemplateResult {
    return html`<tr><th scope="row">${latest ? html`<a href=${link("evaluations", "forms", { code: form.code, version: String(form.version) })}>${form.title}</a>` : html`<span class="quiet">${form.title}</span>`}</th>
      <td>${kindName(form)}</td><td class="num">${form.kind === "team" ? say("evaluations.dash") : form.items.length}</td><td>${form.grades.map((grade) => grade.label).join(say("evaluations.and"))}</td>
      <td class="nowrap">${say("evaluations.version", { n: form.version })}</td><td class="nowrap">${form.built_in ? tag("void", say("evaluations.builtIn")) : form.frozen ? light("met", say("evaluations.frozen")) : light("wait", say("evaluations.unprinted"))}</td>
      <td class="act">${latest ? html`<a data-needs="enter" class="btn small" href=${link("evaluations", "forms", { code: form.code, version: String(form.version), copy: "1" })}>${icon("copy")}${say("evaluations.copyForm")}</a>` : nothing}</td></tr>`;
  }

  #table(forms: EvaluationForm[]): TemplateResult {
    const latest = new Map<string, number>();
    for (const form of forms) latest.set(form.code, Math.max(latest.get(form.code) ?? 0, form.version));
    return html`<table class="table"><thead><tr><th scope="col">${say("evaluations.formTitle")}</th><th scope="col">${say("evaluations.formKind")}</th><th scope="col" class="num">${say("evaluations.items")}</th><th scope="col">${say("evaluations.grades")}</th><th scope="col">${say("evaluations.versions")}</th><th scope="col">${say("delegates.state")}</th><th scope="col"><span class="apart">${say("evaluations.copyForm")}</span></th></tr></thead>
      <tbody>${forms.map((form) => this.#row(form, latest.get(form.code) === form.version))}</tbody></table>`;
  }

  protected override render(): TemplateResult {
    const query = place.value.query;
    const code = query.get("code");
    const open = this.#list.value.value?.find((form) => form.code === code && String(form.version) === query.get("version"));
    if (open)
      return own(
        "enter",
        html`<zd-form-editor data-page .form=${open} .copy=${query.get("copy") === "1" || open.built_in}></zd-form-editor>`,
      );
    return html`<main class="sheet">
      ${head(say("evaluations.forms"), say("evaluations.formsSub"), html`<a class="btn quiet" href=${link("evaluations")}>${icon("left")}${say("frame.evaluations")}</a>`)}
      <div class="scroll ruled" tabindex="-1">${shown(this.#list, (forms) => this.#table(forms))}</div>
    </main>`;
  }
}
define("zd-forms", Forms);
