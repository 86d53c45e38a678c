import { signal } from "@preact/signals-core";
import { long, today } from "@/app/days";
import { say } from "@/app/words";
import type { Chosen } from "@/bridge";
import { ask, setSession } from "@/bridge";
import type { Clerk, ListedTown } from "@/bridge/calls";

/** What the first run gathers, and the one call that founds the office. */
export class Founding {
  readonly towns = signal<ListedTown[]>([]);
  /** The list of another district; undefined for the one that came with the program. */
  readonly list = signal<Chosen | undefined>(undefined);
  readonly town = signal("");
  readonly name = signal("");
  readonly term = signal("");
  readonly termStarts = signal("");
  readonly since = signal(`${today.value.slice(0, 4)}-01-01`);
  readonly clerk = signal("");
  readonly passphrase = signal("");
  readonly again = signal("");
  readonly way = signal<"" | "blank" | "import" | "practice">("");
  readonly found = signal<{ session: string; person: Clerk; recovery_key: string } | undefined>(undefined);

  #founded: { session: string; person: Clerk; recovery_key: string } | undefined;

  /** The towns of a chosen list, or of the built-in one; a list that does not read leaves everything as it was. */
  async readTowns(list?: Chosen): Promise<void> {
    const towns = await ask("areas.towns", { file: list?.token ?? null });
    this.towns.value = towns;
    this.list.value = list;
    this.choose(list && towns.length === 1 ? (towns[0]?.code ?? "") : "");
  }

  choose(code: string): void {
    this.town.value = code;
    const town = this.chosen();
    this.name.value = town?.name ?? "";
  }

  chosen(): ListedTown | undefined {
    return this.towns.value.find((each) => each.code === this.town.value);
  }

  async establish(): Promise<void> {
    // Should what follows be refused, the office stands already: its recovery key is shown all the same.
    this.#founded ??= await ask("office.found", {
      office: this.name.value.trim(),
      area_code: this.town.value,
      areas: this.list.value?.token ?? null,
      district_office: null,
      since: this.since.value,
      person: this.clerk.value.trim(),
      passphrase: this.passphrase.value,
      practice: false,
    });
    const found = this.#founded;
    setSession(found.session);
    await ask("delegates.term", {
      id: "",
      level: "town",
      name: this.term.value.trim(),
      starts: this.termStarts.value,
      ends: null,
    });
    this.found.value = found;
    // The passphrase has done its work and need not stay in the memory of the page.
    this.passphrase.value = "";
    this.again.value = "";
  }

  summary(step: string): string {
    switch (step) {
      case "start":
        return this.way.value ? say(`office.way.${this.way.value}`) : "";
      case "office":
        return this.name.value;
      case "term":
        return this.term.value;
      case "areas":
        return say("office.areasSummary", { n: this.chosen()?.areas.length ?? 0 });
      case "since":
        return long(this.since.value);
      case "clerk":
        return this.clerk.value;
      default:
        return "";
    }
  }
}
