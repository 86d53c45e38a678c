import type { Key } from "./words";

export interface Page {
  /** The word in the address, and the folder of the page. */
  page: string;
  word: Key;
  /** The rest of the word, left out when room is short. */
  rest?: Key;
  icon: string;
  /** Alt and this letter opens the page. */
  letter: string;
  /** The page of the navigation it belongs under. */
  under?: string;
  /** A line above it parts the groups of the navigation. */
  parted?: boolean;
  tag: string;
  load: () => Promise<unknown>;
}

export const pages: readonly Page[] = [
  {
    page: "desk",
    word: "frame.desk",
    icon: "desk",
    letter: "g",
    tag: "zd-desk-page",
    load: () => import("@/features/desk/page"),
  },
  {
    page: "delegates",
    word: "frame.delegates",
    icon: "person",
    letter: "d",
    parted: true,
    tag: "zd-delegates-page",
    load: () => import("@/features/delegates/page"),
  },
  {
    page: "stations",
    word: "frame.stations",
    rest: "frame.stationsRest",
    icon: "pin",
    letter: "z",
    tag: "zd-stations-page",
    load: () => import("@/features/stations/page"),
  },
  {
    page: "visits",
    word: "frame.visits",
    icon: "visit",
    letter: "f",
    parted: true,
    tag: "zd-visits-page",
    load: () => import("@/features/visits/page"),
  },
  {
    page: "opinions",
    word: "frame.opinions",
    icon: "speech",
    letter: "y",
    tag: "zd-opinions-page",
    load: () => import("@/features/opinions/page"),
  },
  {
    page: "proposals",
    word: "frame.proposals",
    icon: "page",
    letter: "t",
    tag: "zd-proposals-page",
    load: () => import("@/features/proposals/page"),
  },
  {
    page: "meetings",
    word: "frame.meetings",
    icon: "group",
    letter: "h",
    tag: "zd-meetings-page",
    load: () => import("@/features/meetings/page"),
  },
  {
    page: "duties",
    word: "frame.duties",
    icon: "duty",
    letter: "l",
    tag: "zd-duties-page",
    load: () => import("@/features/duties/page"),
  },
  {
    page: "evaluations",
    word: "frame.evaluations",
    icon: "ballot",
    letter: "p",
    tag: "zd-evaluations-page",
    load: () => import("@/features/evaluations/page"),
  },
  {
    page: "reports",
    word: "frame.reports",
    icon: "report",
    letter: "b",
    parted: true,
    tag: "zd-reports-page",
    load: () => import("@/features/reports/page"),
  },
  {
    page: "imports",
    word: "frame.imports",
    icon: "import",
    letter: "r",
    tag: "zd-imports-page",
    load: () => import("@/features/imports/page"),
  },
  {
    page: "settings",
    word: "frame.settings",
    icon: "set",
    letter: "s",
    tag: "zd-settings-page",
    load: () => import("@/features/settings/page"),
  },
];

/** Pages that are opened from others and stand in no navigation. */
export const sidePages: readonly Page[] = [
  {
    page: "search",
    word: "frame.search",
    icon: "search",
    letter: "",
    tag: "zd-search-page",
    load: () => import("@/features/search/page"),
  },
  {
    page: "history",
    word: "frame.history",
    icon: "history",
    letter: "",
    tag: "zd-history-page",
    load: () => import("@/features/history/page"),
  },
  {
    page: "plans",
    under: "visits",
    word: "plans.title",
    icon: "cal",
    letter: "",
    tag: "zd-plans-page",
    load: () => import("@/features/plans/page"),
  },
  {
    page: "posters",
    under: "stations",
    word: "posters.title",
    icon: "pin",
    letter: "",
    tag: "zd-posters-page",
    load: () => import("@/features/posters/page"),
  },
  {
    page: "activities",
    under: "meetings",
    word: "meetings.tab.activities",
    icon: "eye",
    letter: "",
    tag: "zd-activities-page",
    load: () => import("@/features/activities/page"),
  },
  {
    page: "dossiers",
    under: "delegates",
    word: "dossiers.title",
    icon: "page",
    letter: "",
    tag: "zd-dossiers-page",
    load: () => import("@/features/dossiers/page"),
  },
  {
    page: "notices",
    under: "meetings",
    word: "meetings.tab.notices",
    icon: "page",
    letter: "",
    tag: "zd-notices-page",
    load: () => import("@/features/notices/page"),
  },
  {
    page: "handovers",
    under: "delegates",
    word: "handovers.title",
    icon: "page",
    letter: "",
    tag: "zd-handovers-page",
    load: () => import("@/features/handovers/page"),
  },
  {
    page: "transfers",
    under: "settings",
    word: "transfers.title",
    icon: "page",
    letter: "",
    tag: "zd-transfers-page",
    load: () => import("@/features/transfers/page"),
  },
];
