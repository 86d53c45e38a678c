import { describe, expect, it } from "vitest";
import { isoOf, monday, range, readDay, readTime, said, shift, today, when } from "@/app/days";

today.value = "2026-09-15"; // a Tuesday

const day = (typed: string) => {
  const read = readDay(typed);
  return read && "day" in read ? read.day : read;
};

describe("a typed date", () => {
  it.each([
    ["0908", "2026-09-08"],
    ["908", "2026-09-08"],
    ["9.8", "2026-09-08"],
    ["9-8", "2026-09-08"],
    ["9/8", "2026-09-08"],
    ["9月8日", "2026-09-08"],
    ["2026-9-8", "2026-09-08"],
    ["2026.09.08", "2026-09-08"],
    ["20260908", "2026-09-08"],
    ["260908", "2026-09-08"],
    ["２０２６．９．８", "2026-09-08"],
    ["2025年12月31日", "2025-12-31"],
    ["今天", "2026-09-15"],
    ["昨天", "2026-09-14"],
    ["前天", "2026-09-13"],
    ["上周二", "2026-09-08"],
    ["上星期日", "2026-09-13"],
    ["本周五", "2026-09-18"],
    ["周二", "2026-09-15"],
    ["周一", "2026-09-14"],
    ["周三", "2026-09-09"],
    ["8", "2026-09-08"],
    ["1231", "2025-12-31"],
    ["1010", "2026-10-10"],
  ])("%s is %s", (typed, expected) => expect(day(typed)).toBe(expected));

  it("takes the first days of the next year where they are nearer than a month", () => {
    const read = (typed: string, base: string, forward = false) => {
      const found = readDay(typed, base, forward);
      return found && "day" in found ? found.day : found;
    };
    expect(read("1.10", "2026-12-20")).toBe("2027-01-10");
    expect(read("2.10", "2026-12-20")).toBe("2026-02-10");
    expect(read("12.28", "2027-01-05")).toBe("2026-12-28");
    expect(read("12.31", "2026-09-15", true)).toBe("2026-12-31");
    expect(read("3.1", "2026-09-15", true)).toBe("2027-03-01");
    expect(read("9.1", "2026-09-15", true)).toBe("2026-09-01");
    expect(read("2.29", "2027-12-20", true)).toBe("2028-02-29");
  });

  it("keeps what cannot be and says why", () => {
    expect(readDay("2.30")).toEqual({ wrong: "2026年2月只到28日，请改日期" });
    expect(readDay("2026.13.5")).toEqual({ wrong: "没有13月，请改日期" });
    expect(readDay("十几")).toHaveProperty("wrong");
    expect(readDay("  ")).toBeUndefined();
  });

  it("reads times", () => {
    expect(["1530", "15:30", "15：30", "930", "15点半", "9点", "15时20分"].map(readTime)).toEqual([
      "15:30",
      "15:30",
      "15:30",
      "09:30",
      "15:30",
      "09:00",
      "15:20",
    ]);
    expect(readTime("2561")).toBeUndefined();
  });

  it("says days as an office does", () => {
    expect(said("2026-09-08")).toBe("9月8日 星期二");
    expect(range("2026-09-14", "2026-09-20")).toBe("9月14–20日");
    expect(when("2026-09-14T16:42:00")).toBe("昨天16:42");
    expect(monday("2026-09-20")).toBe("2026-09-14");
    expect(shift("2026-03-01", -1)).toBe("2026-02-28");
    expect(isoOf(new Date(2026, 0, 5))).toBe("2026-01-05");
  });
});
