import { expect, test } from "vitest";
import { connect } from "@/bridge";
import type { Bridge, Step } from "@/bridge/bridge";
import { Importing } from "@/features/imports/model";

const preview = { files: [], counts: { new: 1, changed: 0 } };
const soon = () => new Promise((done) => setTimeout(done, 0));

test("an older preview that is still under way neither blocks writing nor replaces the newer one", async () => {
  const asked: ((value: unknown) => void)[] = [];
  const watching = new Set<(step: Step) => void>();
  await connect({
    rpc: () => new Promise((done) => asked.push((answer) => done({ answer, operation: null, changed: [] }))),
    watch: (see: (step: Step) => void) => {
      watching.add(see);
      return () => watching.delete(see);
    },
  } as unknown as Bridge);
  const told = (job: string) => {
    for (const see of watching) see({ job, done: 1, total: 2, what: "" });
  };

  const it = new Importing();
  it.start("roster", [{ token: "t", name: "a.csv" }]);
  it.decide({});
  expect(it.step.value).toBeDefined();
  asked[1]?.({ ...preview, fingerprint: "newer" });
  await soon();
  expect(it.step.value).toBeUndefined();
  told("job-1");
  expect(it.step.value, "what the older one tells is of no use any more").toBeUndefined();
  asked[0]?.({ ...preview, fingerprint: "older" });
  await soon();
  expect(it.step.value).toBeUndefined();
  expect(it.preview.value?.fingerprint).toBe("newer");
});
