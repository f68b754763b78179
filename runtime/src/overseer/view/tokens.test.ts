import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "overseer.css"), "utf8");

/** Every colour of one theme, by its name. */
function colors(theme: "light" | "dark"): Map<string, string> {
  const found = css.matchAll(/--(\w+): light-dark\((#\w{6}), (#\w{6})\);/g);
  return new Map(
    [...found].map(([, name = "", light = "", dark = ""]) => [name, theme === "light" ? light : dark]),
  );
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const palette = colors(theme);

  test.each(["ink", "muted", "accent", "healthy", "info", "warning", "unhealthy"])(
    "%s can be read on every surface",
    (text) => {
      for (const surface of ["canvas", "panel", "sunken"]) {
        expect(contrast(palette.get(text) ?? "", palette.get(surface) ?? ""), surface).toBeGreaterThanOrEqual(
          4.5,
        );
      }
    },
  );
});
