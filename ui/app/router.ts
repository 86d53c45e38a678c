import { signal } from "@preact/signals-core";

/** Where the desk is: the page's word, the record it opens, and the filters, all in the hash so that Back works. */
export interface Place {
  page: string;
  id: string;
  query: URLSearchParams;
}

function parse(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page = "", id = ""] = path.split("/");
  return { page: page || "desk", id: decodeURIComponent(id), query: new URLSearchParams(query) };
}

export const place = signal<Place>(parse(location.hash));

/** Asked before leaving a page; answers false to stay (unsaved work). */
export const leaving: { ask: (() => Promise<boolean>) | undefined } = { ask: undefined };

let settled = location.hash;

export function startRouter(): void {
  window.addEventListener("hashchange", () => {
    const to = location.hash;
    if (to === settled) return;
    if (leaving.ask) {
      history.replaceState(null, "", settled || "#/");
      void leaving.ask().then((free) => {
        if (!free) return;
        // Asked once for this way out; a form that stays for the next record sets its question again when it opens it.
        leaving.ask = undefined;
        go(to);
      });
      return;
    }
    settled = to;
    place.value = parse(to);
  });
}

/** `link("visits", "new", {village: "…"})` is the address for an `href`. */
export function link(page: string, id = "", query: Record<string, string | undefined> = {}): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  const text = new URLSearchParams(pairs).toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ""}${text ? `?${text}` : ""}`;
}

export function go(href: string): void {
  location.hash = href;
}

/** Changes filters in place: no new step for Back, no question about unsaved work. */
export function filter(changes: Record<string, string | undefined>): void {
  const query = new URLSearchParams(place.value.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const href = link(place.value.page, place.value.id, Object.fromEntries(query));
  history.replaceState(null, "", href);
  settled = href;
  place.value = parse(href);
}
