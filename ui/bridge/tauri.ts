// The only file that knows the Tauri API.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { type Bridge, Refused, type Reply, type Step } from "./bridge";

/** Ties a listener and answers the function that unties it, also when it is called before the tie is made. */
function heard<T>(event: string, see: (payload: T) => void): () => void {
  let stop = () => {};
  let gone = false;
  void listen<T>(event, (message) => see(message.payload)).then((unlisten) => {
    if (gone) unlisten();
    else stop = unlisten;
  });
  return () => {
    gone = true;
    stop();
  };
}

export function tauri(): Bridge {
  return {
    async rpc(session, name, payload, job) {
      try {
        return await invoke<Reply>("rpc", { session, name, payload, job: job ?? null });
      } catch (cause) {
        throw Refused.from(cause);
      }
    },
    watch: (see) => heard<Step>("progress", see),
    closing: (asked) => heard<unknown>("closing", () => asked()),
  };
}
