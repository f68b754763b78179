import { expect, test } from "vitest";
import { displayName } from "./display-name.ts";

test.each([
  ["Ada", "Ada"],
  ["  Ada   Lovelace ", "Ada Lovelace"],
  ["Ada\u00a0Lovelace", "Ada Lovelace"],
  ["Zoe\u0308", "Zo\u00eb"],
  ["O'Neil-Smith, Jr.", "O'Neil-Smith, Jr."],
  ["李小龍", "李小龍"],
  ["محمد", "محمد"],
  ["می\u200cخواهم", "می\u200cخواهم"],
  ["ක්\u200dෂ", "ක්\u200dෂ"],
  ["র\u200d্য", "র\u200d্য"],
  ["👩\u200d💻", "👩\u200d💻"],
  ["👩🏽\u200d💻", "👩🏽\u200d💻"],
  ["❤\ufe0f", "❤\ufe0f"],
  ["7", "7"],
])("%j is a name", (given, name) => {
  expect(displayName.parse(given)).toBe(name);
});

const HIDDEN = [
  "\u200b",
  "\u200b\u200b\u200b",
  "\u2060",
  "\ufeff",
  "\u00ad",
  "\u3164",
  "\u115f",
  "\uffa0",
  "\u2800",
  "\u200d",
  "\ufe0f",
  "\u{e0041}",
  "\ud800",
  "\u0301",
  "Ada\u202egnp.exe",
  "Ada\u202a",
  "\u2066Ada\u2069",
  "Ada\u200e",
  "Ada\u200f",
  "Ada\u061c",
  "Ada\u200b",
  "Ad\u200da",
  "Ada\u200c",
  "Ada\u2060",
  "Ada\u{e0061}",
  "A\u0301\u0301\u0301\u0301\u0301\u0301\u0301da",
  "Ada\ufff9x\ufffb",
];

test.each(HIDDEN)("%j is none: what it holds is not seen, or makes others read something else", (given) => {
  expect(displayName.safeParse(given).success).toBe(false);
});

test.each(["Ada\nBcc: all", "Ada\u0000", "Ada\u2028Bob", "Ada\u001b[2J"])(
  "%j is more than one line",
  (given) => {
    expect(displayName.safeParse(given).error?.issues[0]?.message).toBe(
      "must be one line, without control characters",
    );
  },
);
