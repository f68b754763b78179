/** What stands below a heading of a Markdown text. */
export interface Section {
  /** The heading with those above it: "Orders > Returns"; empty before the first. */
  readonly heading: string;
  readonly text: string;
}

const HEADING_PATTERN = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
const FENCE_PATTERN = /^ {0,3}(`{3,}|~{3,})/;

/** Longer than headings are; the rest of a heading is in no chunk. */
const MAX_HEADING_CHARACTERS = 200;

/** Splits a Markdown text at its headings. What looks like a heading within a block of code is none. */
export function findSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  const trail: string[] = [];
  let lines: string[] = [];
  let fence: string | undefined;

  function endSection(): void {
    const body = lines.join("\n").trim();
    const heading = trail.filter((part) => part !== "").join(" > ");
    lines = [];
    if (body !== "")
      sections.push({ heading: heading.slice(0, MAX_HEADING_CHARACTERS).toWellFormed(), text: body });
  }

  for (const line of text.split("\n")) {
    const [, mark] = FENCE_PATTERN.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
    } else if (mark !== undefined) fence = mark;
    const [, level, title = ""] =
      (fence === undefined && mark === undefined && HEADING_PATTERN.exec(line)) || [];
    if (level === undefined) lines.push(line);
    else {
      endSection();
      trail.length = Math.min(trail.length, level.length - 1);
      while (trail.length < level.length - 1) trail.push("");
      trail.push(trimHeading(title));
    }
  }
  endSection();
  return sections;
}

/** Without the signs that may close a heading: "# Orders #". */
const trimHeading = (title: string): string =>
  title
    .slice(0, MAX_HEADING_CHARACTERS)
    .trim()
    .replace(/(?:^|[ \t])#+$/, "")
    .trim();
