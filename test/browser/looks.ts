/** How a page has to look well: by day and by night, on a desk and in a hand. Widths are CSS pixels. */
export const LOOKS = [
  { theme: "light", width: 1440 },
  { theme: "light", width: 390 },
  { theme: "dark", width: 1440 },
  { theme: "dark", width: 390 },
] as const;

/** How far a page can be scrolled sideways, asked of the browser. */
export const OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth";
