// The only file that knows the Tauri API.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { type Bridge, type Chosen, type Drive, type FileKind, Refused, type Reply, type Step } from "./bridge";

async function rpc(payload: Record<string, unknown>): Promise<Reply> {
  try {
    return await invoke<Reply>("rpc", payload);
  } catch (cause) {
    throw Refused.from(cause);
  }
}

/** What the window does itself: names that begin with `shell.` never reach the core. */
async function own<A>(name: string, payload: Record<string, unknown> = {}): Promise<A> {
  return (await rpc({ name: `shell.${name}`, payload })).answer as A;
}

export function tauri(): Bridge {
  return {
    rpc: (session, name, payload, job) => rpc({ session, name, payload, job: job ?? null }),
    cancel: (job) => own("cancel", { job }),
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
    chooseFiles: (kind: FileKind, many) => own<Chosen[]>("choose", { how: many ? "files" : "file", kind }),
    async chooseFolder() {
      const chosen = await own<Chosen[]>("choose", { how: "folder" });
      return chosen[0] ?? null;
    },
    drives: () => own<Drive[]>("drives"),
    open: (token) => own<boolean>("open", { token }),
  };
}
