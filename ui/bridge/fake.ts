import { type Bridge, Refused } from "./bridge";

/** Answers by name, for component tests and for looking at parts. It knows no rule: the core does. */
export function fake(answers: Record<string, (payload: any) => unknown> = {}): Bridge {
  return {
    rpc: (_session, name, payload) => {
      const answer = answers[name];
      if (!answer) return Promise.reject(new Refused("call.unknown", "", "", { call: name }));
      return Promise.resolve({ answer: structuredClone(answer(payload)), operation: null, changed: [] });
    },
    watch: () => () => {},
    closing: () => () => {},
  };
}
