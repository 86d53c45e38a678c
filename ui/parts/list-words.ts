import { short } from "@/app/days";
import { areaById, circleById, label, personById, spoken } from "@/app/register";
import { place } from "@/app/router";
import { say, sayIf } from "@/app/words";
import type { ListFilter } from "@/bridge/calls";

/** The filters of the page as they stand in its address, without the page's own place in the list. */
export function filtersNow(): Record<string, string> {
  const query = Object.fromEntries(place.value.query);
  delete query.from;
  delete query.view;
  return query;
}

/** What a filter's value is called. */
export function valueWord(filter: ListFilter, value: string, of = ""): string {
  const [kind = "", list = ""] = filter.kind.split(":");
  if (kind === "columns") return say("views.columnsN", { n: value.split(",").length });
  // The same code may mean different things in two lists.
  const own = [`views.one.${of}.${filter.key}.${value}`, `${of}.${filter.key}.${value}`, `views.one.${filter.key}.${value}`];
  const one = own.map((key) => sayIf(key)).find(Boolean);
  if (one) return one;
  if (kind === "area") return spoken(areaById.value.get(value)?.name ?? value);
  if (kind === "person") return personById.value.get(value)?.name ?? value;
  if (kind === "circle") return circleById.value.get(value)?.name ?? value;
  if (kind === "day") return short(value);
  if (kind === "word") return label(list, value);
  if (kind === "words")
    return value
      .split(",")
      .map((each) => (each === "-" ? say("views.without") : label(list, each)))
      .join(say("delegates.listComma"));
  if (filter.key === "light") return label("opinion_light", value);
  if (filter.key === "status") return label("opinion_status", value);
  if (filter.key === "state") return sayIf(`stations.week.${value}`) ?? value;
  if (filter.key === "stage") return sayIf(`proposals.stage.${value}`) ?? value;
  if (filter.key === "kind") return label("visit_kind", value);
  return value;
}

/** Filters in words, for the head of a workbook and the dialog of a view. */
export function filterWords(filters: readonly ListFilter[], query: Record<string, string>, list = ""): string {
  return filters
    .filter((each) => each.key !== "sort" && query[each.key])
    .map((each) => say("views.two", { name: each.name, value: valueWord(each, query[each.key] ?? "", list) }))
    .join(say("frame.comma"));
}
