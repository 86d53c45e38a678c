import { expect, test } from "vitest";
import { readDecimal, readWhole } from "@/app/numbers";

test("figures are read as offices write them, and nothing is guessed from half of one", () => {
  const typed = [
    "1200",
    "１２００",
    "1,200",
    "１，２００",
    "1200户",
    "12 人次",
    "",
    " ",
    "1,2",
    "12,00",
    "3.5",
    "十二",
    "-3",
    "12x",
  ];
  expect(typed.map(readWhole)).toEqual([
    1200,
    1200,
    1200,
    1200,
    1200,
    12,
    null,
    null,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("a number with a point", () => {
  expect(["3.5", "３．５", "3小时", "3.5小时", "1,200.5", "", "3.", ".5", "三"].map(readDecimal)).toEqual([
    3.5,
    3.5,
    3,
    3.5,
    1200.5,
    null,
    undefined,
    undefined,
    undefined,
  ]);
});
