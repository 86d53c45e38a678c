/**
 * What the window needs from the other side: one door for all calls, the core's and the shell's own (`shell.choose`,
 * `shell.open`, `shell.cancel`, `shell.guard`). Pages see calls and file tokens; they never see a path.
 */
export interface Bridge {
  rpc(session: string | null, name: string, payload: unknown, job?: string): Promise<Reply>;
  /** Watches the steps of long calls. Returns the function that stops watching. */
  watch(see: (step: Step) => void): () => void;
  /** Called when the window is to be closed while the page holds unsaved work. */
  closing(asked: () => void): () => void;
}

export interface Reply {
  answer: unknown;
  operation: number | null;
  /** The tables a write has touched: lists of these read again. */
  changed: string[];
}

export interface Step {
  job: string | null;
  done: number;
  /** 0 while the end is not known. */
  total: number;
  what: string;
}

export interface Chosen {
  token: string;
  name: string;
}

export type FileKind = "sheet" | "backup" | "area" | "picture" | "pdf" | "attachment" | "any";

/** A failure as the core states it: the code, its facts, and the two sentences from the wording. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
    readonly hint: string,
    readonly fields: Record<string, unknown> = {},
    readonly fault?: string,
  ) {
    super(sentence);
  }

  static from(value: unknown): Refused {
    if (value instanceof Refused) return value;
    const raw = typeof value === "string" ? parse(value) : value;
    if (raw && typeof raw === "object" && "code" in raw) {
      const it = raw as { code: string; sentence?: string; hint?: string; fields?: Record<string, unknown>; fault?: string };
      return new Refused(it.code, it.sentence ?? "", it.hint ?? "", it.fields ?? {}, it.fault ?? undefined);
    }
    return new Refused("bridge.lost", "", "", { cause: String(value) });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
