import { html, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { define } from "@/app/piece";
import { areaName, label, pinyinKeys, roster, seats, stations } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say, sayIf } from "@/app/words";
import type { Person, Tenure } from "@/bridge/calls";
import { type Column, chip, choice, type Group, HeldList } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";
import "@/parts/seg";

const STATES = ["seated", "ended", "others"] as const;
type State = (typeof STATES)[number];

/** Delegates by group and strokes of the surname, never by how much is open. */
class DelegateList extends HeldList<Person, Person[]> {
  protected readonly list = "delegates";
  protected readonly page = "delegates";
  protected override readonly look = "delegates";
  protected override readonly order = "";
  protected override readonly size = 200;
  protected override readonly fresh = link("delegates", "new");
  protected readonly answer = new Resource<Person[]>(this, () => Promise.resolve(roster.value.people));

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

  protected record(person: Person): string {
    return person.id;
  }

  protected left(all: Person[]): Person[] {
    const query = place.value.query;
    const state = query.get("state") ?? "seated";
    const [text, group] = [query.get("q") ?? "", query.get("group") ?? ""];
    const loose = query.get("station") === "none";
    const left = all.filter(
      (person) =>
        this.#state(person) === state &&
        this.#matches(person, text) &&
        (!loose || this.#villages(person) === "") &&
        (!group || this.#seatLine(person).some((seat) => seat.circle_id === group)),
    );
    return this.#grouped(left).flatMap(([, people]) => people);
  }

  /** People under their groups, in the order both the page and the workbook show. */
  #grouped(people: Person[]): [string, Person[]][] {
    const groups = new Map<string, Person[]>();
    for (const person of people) {
      const circle = this.#seatLine(person).find((seat) => seat.circle_id)?.circle_id ?? "";
      groups.set(circle, [...(groups.get(circle) ?? []), person]);
    }
    const order = [...roster.value.circles.map((circle) => circle.id), ""];
    return order.filter((id) => groups.has(id)).map((id) => [id, groups.get(id) ?? []]);
  }

  protected override groups(all: Person[]): Group<Person>[] | undefined {
    if (place.value.query.get("sort")) return undefined;
    const counts = new Map(this.#grouped(this.left(all)).map(([id, people]) => [id, people.length]));
    return this.#grouped(this.lines(all)).map(([id, lines]) => {
      const name = roster.value.circles.find((circle) => circle.id === id)?.name ?? say("delegates.noGroup");
      return { head: say("delegates.groupLine", { name, n: counts.get(id) ?? lines.length }), lines };
    });
  }

  protected columns(): Column<Person>[] {
    const seat = (person: Person) => this.#seatLine(person)[0];
    const layer = (person: Person) => {
      const held = seat(person);
      return held ? label("layer", held.layer) : label("companion", person.category);
    };
    const levels = (person: Person) =>
      this.#seatLine(person)
        .map((each) => sayIf(`delegates.level.${each.level}`) ?? each.level)
        .join(say("delegates.listComma"));
    const villages = (person: Person) => {
      const named = this.#villages(person);
      return named || this.#state(person) !== "seated" ? named : html`<span class="t-due">${say("delegates.noStation")}</span>`;
    };
    const state = (person: Person) =>
      ({
        seated: light("met", say("delegates.seated")),
        ended: light("void", say("delegates.ended")),
        others: light("wait", say("delegates.noSeat")),
      })[this.#state(person)];
    return [
      {
        key: "name",
        word: say("delegates.name"),
        sort: "name",
        by: (person) => person.pinyin,
        look: "name",
        head: true,
        kept: true,
        holds: ["name", "group"],
        cell: (person) => html`<a class="plain" tabindex="-1" href=${this.href(person)}>${person.name}</a>`,
      },
      { key: "pinyin", word: say("delegates.pinyin"), look: "note nowrap", cell: (person) => person.pinyin },
      { key: "levels", word: say("delegates.level"), look: "nowrap", cell: levels },
      {
        key: "post",
        word: say("delegates.post"),
        sort: "post",
        by: (person) => person.post,
        cell: (person) => person.post,
      },
      { key: "layer", word: say("delegates.layer"), sort: "layer", by: layer, look: "nowrap", cell: layer },
      {
        key: "villages",
        word: say("delegates.villages"),
        sort: "villages",
        by: (person) => this.#villages(person),
        cell: villages,
      },
      { key: "state", word: say("delegates.state"), look: "nowrap", cell: state },
    ];
  }

  protected empty(all: Person[]): TemplateResult {
    if (all.length === 0)
      return emptyPlace({
        icon: "person",
        title: say("delegates.empty"),
        text: say("delegates.emptyText"),
        acts: html`<a class="btn" href=${link("imports", "", { what: "roster" })}>${say("delegates.import")}</a><a class="btn quiet" href=${link("delegates", "new")}>${say("delegates.add")}</a>`,
      });
    return emptyPlace({ icon: "search", title: say("delegates.noneFound"), text: say("delegates.noneFoundText") });
  }

  protected head(): TemplateResult {
    return head(
      say("frame.delegates"),
      say("delegates.sub"),
      html`<a class="btn quiet" href=${link("handovers")}>${icon("right")}${say("handovers.listTitle")}</a><a class="btn quiet" href=${link("dossiers")}>${icon("page")}${say("dossiers.open")}</a><a class="btn" href=${link("imports", "", { what: "roster" })}>${icon("import")}${say("delegates.import")}</a><a class="btn primary" href=${link("delegates", "new")}>${icon("plus")}${say("delegates.add")}</a>`,
    );
  }

  protected tools(all: Person[] = []): TemplateResult {
    const query = place.value.query;
    const counts = { seated: 0, ended: 0, others: 0 };
    for (const person of all) counts[this.#state(person)] += 1;
    const groups = roster.value.circles.map((circle): [string, string] => [circle.id, circle.name]);
    return html`<zd-seg label=${say("delegates.state")} .value=${query.get("state") ?? "seated"} .choices=${STATES.map((value) => ({ value, label: say(`delegates.filter.${value}`), count: counts[value] }))} @choose=${(event: CustomEvent<string>) => filter({ state: event.detail, from: undefined })}></zd-seg>
      ${groups.length > 0 ? choice("group", say("delegates.group"), [["", say("delegates.allGroups")], ...groups]) : ""}
      ${this.search(say("delegates.find"))}
      ${query.get("station") === "none" ? chip(say("delegates.noStationOnly"), "station") : ""}`;
  }

  protected override keyHints(): [string, string][] {
    return [["F2", say("keys.bigName")]];
  }

  protected override remark(): TemplateResult {
    return html`<span class="note">${say("delegates.order")}</span>`;
  }
}
define("zd-delegate-list", DelegateList);
