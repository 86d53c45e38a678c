import { expect, test } from "vitest";
import { connect } from "@/bridge";
import type { Bridge } from "@/bridge/bridge";
import { ReviewQueue } from "@/features/evaluations/review-queue";

const row = (name: string) => ({ page: "p1", row: name, text: name, options: [], identifying: false, why: "faint" });
const soon = () => new Promise((done) => setTimeout(done, 0));

test("what is left is never told by an answer that was asked for before a decision", async () => {
  const asked: { name: string; answer: (value: unknown) => void }[] = [];
  await connect({
    rpc: (_session: unknown, name: string) =>
      new Promise((done) => {
        asked.push({ name, answer: (answer) => done({ answer, operation: null, changed: [] }) });
      }),
  } as unknown as Bridge);
  const answer = async (name: string, value: unknown): Promise<void> => {
    const at = asked.findIndex((each) => each.name === name);
    expect(at, name).toBeGreaterThanOrEqual(0);
    asked.splice(at, 1)[0]?.answer(value);
    await soon();
  };

  const queue = new ReviewQueue("round");
  void queue.fill();
  await answer("evaluations.doubts", { left: 2, pages: 0, rows: [row("a"), row("b")] });
  queue.decide("1");
  await soon();
  // The queue asks for more while the decision travels; the decision is answered first, then the older reading comes.
  await answer("evaluations.decide", { left: 1 });
  queue.decide("2");
  await soon();
  await answer("evaluations.decide", { left: 0 });
  await answer("evaluations.doubts", { left: 1, pages: 0, rows: [row("b")] });
  expect(queue.left.value).toBe(0);
  expect(queue.rows.value).toEqual([]);
});
