import { expect, test } from "vitest";
import { themeCookie, themeOf } from "./theme.ts";

test.each([
  [null, "system"],
  ["", "system"],
  ["theme=dark", "dark"],
  ["a=b; theme=light; c=d", "light"],
  ["theme=pink", "system"],
  ["mytheme=dark", "system"],
])("the cookies %o ask for %s", (cookies, theme) => {
  expect(themeOf(cookies)).toBe(theme);
});

test("what is written is what is read, and following the system leaves no cookie behind", () => {
  expect(themeOf(themeCookie("dark"))).toBe("dark");
  expect(themeCookie("dark")).toContain("Max-Age=31536000");
  expect(themeCookie("system")).toContain("Max-Age=0");
});
