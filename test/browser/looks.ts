import { inFullOr } from "../suite/sample.ts";

interface Look {
  readonly theme: "light" | "dark";
  /** In CSS pixels. */
  readonly width: number;
}

/** In both colour schemes, on a desk and on a phone. */
const SAMPLE_LOOKS: readonly Look[] = [
  { theme: "light", width: 1440 },
  { theme: "dark", width: 390 },
];

/** How every page has to look well. */
export const LOOKS = inFullOr(
  [...SAMPLE_LOOKS, { theme: "light", width: 390 }, { theme: "dark", width: 1440 }],
  SAMPLE_LOOKS,
);

/** How far a page can be scrolled sideways, asked of the browser. */
export const OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth";
