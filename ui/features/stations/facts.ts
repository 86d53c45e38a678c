import { today } from "@/app/days";
import { areas, personName, stations } from "@/app/register";
import type { Area, Contact, Member, Slot, Team } from "@/bridge/calls";

/** A village with everything that holds for it on the day of the desk. */
export interface Station {
  area: Area;
  teams: Team[];
  leaders: Member[];
  liaisons: Member[];
  members: Member[];
  contacts: Contact[];
  slots: Slot[];
}

const runs = (one: { valid_from: string; valid_to: string | null }, day: string) =>
  one.valid_from <= day && (one.valid_to === null || one.valid_to >= day);

/** Whether a village has no team, nobody responsible, no delegate or no time. */
export function lacks(station: Station): boolean {
  return [station.teams, station.leaders, station.contacts, station.slots].some((held) => held.length === 0);
}

/** Villages a search or the question for holes leaves: by their name, their team's, or somebody's who serves there. */
export function stationsLeft(all: readonly Station[], text: string, holes: boolean): Station[] {
  const typed = text.trim();
  const named = (station: Station): boolean =>
    [
      station.area.name,
      ...station.teams.map((team) => team.name),
      ...[...station.leaders, ...station.liaisons, ...station.members, ...station.contacts].map((each) =>
        personName(each.person_id),
      ),
    ].some((name) => name.includes(typed));
  return all.filter((station) => (!typed || named(station)) && (!holes || lacks(station)));
}

/** Villages of the day in their fixed order, each with its teams, people and times. */
export function stationsOn(day = today.value): Station[] {
  const all = stations.value;
  return areas.value
    .filter((area) => (area.valid_from === null || area.valid_from <= day) && (area.valid_to === null || area.valid_to >= day))
    .map((area) => {
      const teams = all.teams.filter((team) => team.area_id === area.id && runs(team, day));
      const ids = new Set(teams.map((team) => team.id));
      const members = all.members.filter((member) => ids.has(member.team_id) && runs(member, day));
      return {
        area,
        teams,
        leaders: members.filter((member) => member.role === "leader"),
        liaisons: members.filter((member) => member.role === "liaison"),
        members: members.filter((member) => member.role === "member"),
        contacts: all.contacts.filter((contact) => contact.area_id === area.id && runs(contact, day)),
        slots: all.slots.filter((slot) => slot.area_id === area.id && runs(slot, day)),
      };
    });
}
