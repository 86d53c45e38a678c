import { html, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Clerk } from "@/bridge/calls";
import { InnerList } from "@/parts/inner-list";
import type { Column } from "@/parts/list";
import { light } from "@/parts/marks";

const role = (clerk: Clerk): string => say(`settings.role.${clerk.role as "enter"}`);

/** Who may open the office, in the order they came; the page around it says what can be done for each. */
class ClerkLines extends InnerList<Clerk> {
  static override properties = { acts: { attribute: false } };
  declare acts: (clerk: Clerk) => TemplateResult | symbol;

  protected readonly list = "clerks";
  protected readonly section = "people";
  protected readonly find = say("settings.clerkFind");
  protected override readonly order = "since";
  protected readonly answer = new Resource<Clerk[]>(this, () => ask("auth.people", {}), ["clerks"]);

  /** Reads the accounts anew: those who only lost their passphrase are no change of the office file. */
  again(): void {
    this.answer.again();
  }

  protected record(clerk: Clerk): string {
    return clerk.id;
  }

  protected texts(clerk: Clerk): string[] {
    return [clerk.name, role(clerk)];
  }

  protected columns(): Column<Clerk>[] {
    return [
      {
        key: "name",
        word: say("frame.clerk"),
        sort: "name",
        by: (clerk) => clerk.name,
        look: "name",
        head: true,
        kept: true,
        cell: (clerk) => html`<b>${clerk.name}</b>`,
      },
      {
        key: "role",
        word: say("settings.role"),
        sort: "role",
        by: role,
        cell: (clerk) => html`${role(clerk)}<span class="note">${say(`settings.roleNote.${clerk.role as "enter"}`)}</span>`,
      },
      {
        key: "since",
        word: say("settings.sinceDay"),
        sort: "since",
        by: (clerk) => clerk.since,
        cell: (clerk) => long(clerk.since),
      },
      {
        key: "active",
        word: say("settings.state"),
        sort: "active",
        by: (clerk) => (clerk.active ? 0 : 1),
        cell: (clerk) => (clerk.active ? light("met", say("settings.on")) : light("void", say("settings.offWord"))),
      },
      {
        key: "acts",
        word: say("settings.reset"),
        kept: true,
        quiet: true,
        holds: [],
        cell: (clerk) => html`${this.acts(clerk)}`,
      },
    ];
  }

  protected none(): TemplateResult {
    return html``;
  }
}
define("zd-clerk-lines", ClerkLines);
