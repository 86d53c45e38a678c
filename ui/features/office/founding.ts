import { signal } from "@preact/signals-core";
import { long, today } from "@/app/days";
import { say } from "@/app/words";
import { ask, setSession } from "@/bridge";
import type { Clerk } from "@/bridge/calls";
import csv from "../../../src-tauri/core/data/nanhai-areas.csv?raw";

export interface Town {
  code: string;
  name: string;
  areas: { code: string; name: string; kind: string }[];
}

/** What the first run gathers, and the one call that founds the office. */
export class Founding {
  readonly towns = signal<Town[]>([]);
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

  /** The towns of the built-in list, read from the same file the core lays areas from. */
  readTowns(): void {
    const towns = new Map<string, Town>();
    for (const line of csv.trim().split(/\r?\n/).slice(1)) {
      const [code = "", name = "", townCode = "", townName = "", kind = ""] = line.split(",");
      const town = towns.get(townCode) ?? { code: townCode, name: townName, areas: [] };
      town.areas.push({ code, name, kind });
      towns.set(townCode, town);
    }
    this.towns.value = [...towns.values()];
  }

  choose(code: string): void {
    this.town.value = code;
    const town = this.chosen();
    if (town) this.name.value = town.name;
  }

  chosen(): Town | undefined {
    return this.towns.value.find((each) => each.code === this.town.value);
  }

  async establish(): Promise<void> {
    const found = await ask("office.found", {
      office: this.name.value.trim(),
      area_code: this.town.value,
      district_office: null,
      since: this.since.value,
      person: this.clerk.value.trim(),
      passphrase: this.passphrase.value,
      practice: false,
    });
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
