// The only file that knows the Tauri API.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { type Bridge, type Chosen, type Drive, type FileKind, Refused, type Reply, type Step } from "./bridge";

async function ask<A>(command: string, payload: Record<string, unknown> = {}): Promise<A> {
  try {
    return await invoke<A>(command, payload);
  } catch (cause) {
    throw Refused.from(cause);
  }
}

export function tauri(): Bridge {
  return {
    rpc: (session, name, payload, job) => ask<Reply>("rpc", { session, name, payload, job: job ?? null }),
    cancel: (job) => ask("cancel", { job }),
    watch(see) {
      let stop = () => {};
      let gone = false;
      void listen<Step>("progress", (event) => see(event.payload)).then((unlisten) => {
        if (gone) unlisten();
        else stop = unlisten;
      });
      return () => {
        gone = true;
        stop();
      };
    },
    chooseFiles: (kinds: FileKind, many) => ask<Chosen[]>("choose", { kind: many ? "files" : "file", filters: kinds }),
    async chooseFolder() {
      const chosen = await ask<Chosen[]>("choose", { kind: "folder", filters: null });
      return chosen[0] ?? null;
    },
    drives: () => ask<Drive[]>("drives"),
    open: (token) => ask<boolean>("open", { token }),
  };
}
