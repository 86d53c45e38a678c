import { html, nothing, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaName, label, pinyinKeys, roster, seats, stations } from "@/app/register";
import { filter, go, link, place } from "@/app/router";
import { say, sayIf } from "@/app/words";
import type { Person, Tenure } from "@/bridge/calls";
import { exportButton } from "@/parts/list-export";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head, hints, listField, searchField } from "@/parts/page";
import "@/parts/seg";
import "@/parts/views";

type State = "seated" | "ended" | "others";

/** Delegates by group and strokes of the surname, never by how much is open. */
class DelegateList extends Piece {
  #state(person: Person): State {
    if (seats.value.has(person.id)) return "seated";
    return roster.value.tenures.some((seat) => seat.person_id === person.id) ? "ended" : "others";
  }

  #matches(person: Person, text: string): boolean {
    const typed = text.normalize("NFKC").trim().toLowerCase();
    if (!typed) return true;
    return (
      person.name.includes(typed) ||
      person.post.includes(typed) ||
      pinyinKeys(person.pinyin)
        .split(" ")
        .some((one) => one.startsWith(typed))
    );
  }

  #villages(person: Person): string {
    const day = today.value;
    return stations.value.contacts
      .filter(
        (each) => each.person_id === person.id && each.valid_from <= day && (each.valid_to === null || each.valid_to >= day),
      )
      .map((each) => areaName(each.area_id))
      .join(say("delegates.listComma"));
  }

  #seatLine(person: Person): Tenure[] {
    return seats.value.get(person.id) ?? roster.value.tenures.filter((seat) => seat.person_id === person.id).slice(-1);
  }

  #row(person: Person, first: boolean): TemplateResult {
    const lines = this.#seatLine(person);
    const state = this.#state(person);
    const villages = this.#villages(person);
    return html`<tr data-id=${person.id} tabindex=${first ? 0 : -1} @dblclick=${() => go(link("delegates", person.id))}>
      <th scope="row" class="name"><a class="plain" tabindex="-1" href=${link("delegates", person.id)}>${person.name}</a></th>
      <td class="note nowrap">${person.pinyin}</td>
      <td class="nowrap">${lines.map((seat) => sayIf(`delegates.level.${seat.level}`) ?? seat.level).join(say("delegates.listComma"))}</td>
      <td>${person.post}</td>
      <td class="nowrap">${lines[0] ? label("layer", lines[0].layer) : label("companion", person.category)}</td>
      <td>${villages || (state === "seated" ? html`<span class="t-due">${say("delegates.noStation")}</span>` : "")}</td>
      <td class="nowrap">${state === "seated" ? light("met", say("delegates.seated")) : state === "ended" ? light("void", say("delegates.ended")) : light("wait", say("delegates.noSeat"))}</td>
    </tr>`;
  }

  #keys = keys((event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-id]");
    if (!row) return;
    if (event.key === "Enter") go(link("delegates", row.dataset.id ?? ""));
    const rows = [...this.querySelectorAll<HTMLElement>("tr[data-id]")];
    const to = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0)];
    if (to && to !== row) {
      event.preventDefault();
      to.focus();
    }
  });

  /** People under their groups, in the order both the page and the workbook show. */
  #groups(people: Person[]): [string, Person[]][] {
    const groups = new Map<string, Person[]>();
    for (const person of people) {
      const circle = this.#seatLine(person).find((seat) => seat.circle_id)?.circle_id ?? "";
      groups.set(circle, [...(groups.get(circle) ?? []), person]);
    }
    const order = [...roster.value.circles.map((circle) => circle.id), ""];
    return order.filter((id) => groups.has(id)).map((id) => [id, groups.get(id) ?? []]);
  }

  #table(people: Person[]): TemplateResult {
    let first = true;
    return html`<table class="table delegates" @keydown=${this.#keys}>
      <thead><tr><th scope="col">${say("delegates.name")}</th><th scope="col">${say("delegates.pinyin")}</th><th scope="col">${say("delegates.level")}</th><th scope="col">${say("delegates.post")}</th><th scope="col">${say("delegates.layer")}</th><th scope="col">${say("delegates.villages")}</th><th scope="col">${say("delegates.state")}</th></tr></thead>
      ${this.#groups(people).map(([id, rows]) => {
        const name = roster.value.circles.find((circle) => circle.id === id)?.name ?? say("delegates.noGroup");
        return html`<tbody><tr class="group"><th colspan="7" scope="rowgroup">${say("delegates.groupLine", { name, n: rows.length })}</th></tr>${rows.map(
          (person) => {
            const row = this.#row(person, first);
            first = false;
            return row;
          },
        )}</tbody>`;
      })}
    </table>`;
  }

  protected override render(): TemplateResult {
    const query = place.value.query;
    const state = (query.get("state") as State | null) ?? "seated";
    const text = query.get("q") ?? "";
    const group = query.get("group") ?? "";
    const loose = query.get("station") === "none";
    const all = roster.value.people;
    const counts = { seated: 0, ended: 0, others: 0 };
    for (const person of all) counts[this.#state(person)] += 1;
    const people = all.filter(
      (person) =>
        this.#state(person) === state &&
        this.#matches(person, text) &&
        (!loose || this.#villages(person) === "") &&
        (!group || this.#seatLine(person).some((seat) => seat.circle_id === group)),
    );
    const groups: [string, string][] = [
      ["", say("delegates.allGroups")],
      ...roster.value.circles.map((circle): [string, string] => [circle.id, circle.name]),
    ];
    return html`<main class="sheet">
      ${head(say("frame.delegates"), say("delegates.sub"), html`<a class="btn quiet" href=${link("dossiers")}>${icon("page")}${say("dossiers.open")}</a><a class="btn" href=${link("imports", "", { what: "roster" })}>${icon("import")}${say("delegates.import")}</a><a class="btn primary" href=${link("delegates", "new")}>${icon("plus")}${say("delegates.add")}</a>`)}
      <div class="tools">
        <zd-seg label=${say("delegates.state")} .value=${state} .choices=${(["seated", "ended", "others"] as const).map((value) => ({ value, label: say(`delegates.filter.${value}`), count: counts[value] }))} @choose=${(event: CustomEvent<string>) => filter({ state: event.detail })}></zd-seg>
        ${roster.value.circles.length > 0 ? html`<div class="picking">${listField({ name: "group", label: say("delegates.group"), value: group, options: groups, set: (value) => filter({ group: value }) })}</div>` : nothing}
        ${searchField(say("delegates.find"))}
        ${loose ? html`<span class="chip">${say("delegates.noStationOnly")}<button type="button" aria-label=${say("parts.remove", { name: say("delegates.noStationOnly") })} @click=${() => filter({ station: undefined })}>${icon("close")}</button></span>` : nothing}
        <zd-views list="delegates"></zd-views>
      </div>
      <div class="scroll ruled" tabindex="-1">
        ${
          all.length === 0
            ? emptyPlace({
                icon: "person",
                title: say("delegates.empty"),
                text: say("delegates.emptyText"),
                acts: html`<a class="btn" href=${link("imports", "", { what: "roster" })}>${say("delegates.import")}</a><a class="btn quiet" href=${link("delegates", "new")}>${say("delegates.add")}</a>`,
              })
            : people.length === 0
              ? emptyPlace({ icon: "search", title: say("delegates.noneFound"), text: say("delegates.noneFoundText") })
              : this.#table(people)
        }
      </div>
      <div class="foot"><span class="note">${say("delegates.order")}</span>${exportButton({ list: "delegates", total: people.length, ids: this.#groups(people).flatMap(([, rows]) => rows.map((person) => person.id)) })}<div class="acts">${hints(
        [
          ["↑↓", say("visits.moveKey")],
          ["Enter", say("visits.openKey")],
          ["F2", say("keys.bigName")],
        ],
      )}</div></div>
    </main>`;
  }
}
define("zd-delegate-list", DelegateList);
