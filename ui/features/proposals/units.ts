import { html, nothing, type TemplateResult } from "lit";
import { say } from "@/app/words";
import type { ProposalUnitRole } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import type { Option } from "@/parts/pick";
import "@/parts/pick";
import "@/parts/seg";

type Way = "sole" | "lead" | "part";

/** Who handles a paper: one unit alone, one in the lead with helpers, or several that each answer their part. */
export function unitRows(units: ProposalUnitRole[], known: string[], set: (units: ProposalUnitRole[]) => void): TemplateResult {
  const way: Way = units.some((unit) => unit.role === "part")
    ? "part"
    : units.some((unit) => unit.role === "lead")
      ? "lead"
      : "sole";
  const options = known.map((unit): Option => ({ id: unit, name: unit }));
  const roles = (next: Way): ProposalUnitRole[] => {
    const names = units.map((unit) => unit.unit);
    if (next === "sole") return [{ unit: names[0] ?? "", role: "sole" }];
    const two = names.length > 1 ? names : [names[0] ?? "", ""];
    return two.map((unit, at) => ({ unit, role: next === "part" ? "part" : at === 0 ? "lead" : "joint" }));
  };
  const choices = (["sole", "lead", "part"] as const).map((value) => ({ value, label: say(`proposals.way.${value}`) }));
  const change = (at: number, unit: string) => set(units.map((one, index) => (index === at ? { ...one, unit } : one)));
  return html`<div class="stackup">
    <zd-seg label=${say("proposals.ways")} .value=${way} .choices=${choices} @choose=${(event: CustomEvent<Way>) => set(roles(event.detail))}></zd-seg>
    ${units.map(
      (
        unit,
        at,
      ) => html`<div class="row unitrow"><span class="quiet">${say(`proposals.role.${unit.role}` as "proposals.role.sole")}</span>
        <div class="grow"><zd-pick name=${`step-units-${at}`} label=${say("proposals.unit")} free hint=${say("parts.pickOrWrite")} .options=${options} .chosen=${unit.unit ? [{ id: unit.unit, name: unit.unit }] : []} @pick=${(event: CustomEvent<Option[]>) => change(at, event.detail[0]?.name ?? "")}></zd-pick></div>
        ${units.length > 2 && at > 0 ? html`<button type="button" class="btn icon quiet small" aria-label=${say("parts.remove", { name: unit.unit })} @click=${() => set(units.filter((_, index) => index !== at))}>${icon("close")}</button>` : nothing}</div>`,
    )}
    ${way === "sole" ? nothing : html`<button type="button" class="btn quiet small" @click=${() => set([...units, { unit: "", role: way === "part" ? "part" : "joint" }])}>${icon("plus")}${say("proposals.addUnit")}</button>`}
  </div>`;
}
