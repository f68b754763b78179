/** The two versions of a text in which git left conflicts; without conflicts both are the text itself. */
export interface BothSides {
  readonly ours: string;
  readonly theirs: string;
}

const begins = /^<{7}(?: |\r?$)/m;
const ends = /^>{7}(?: |\r?$)/m;

/** Whether git left a conflict in a text. */
export const hasMarkers = (text: string): boolean => begins.test(text) && ends.test(text);

const isMarker = (line: string, sign: string): boolean => {
  const bare = line.replace(/\r?\n$/, "");
  return bare === sign.repeat(7) || bare.startsWith(`${sign.repeat(7)} `);
};

/** The sides of a text in conflict, with what was there before where git's style of markers shows it. */
export interface ConflictSides extends BothSides {
  readonly base: string | null;
}

/** Takes a text with git's conflicts apart, whichever of its styles they are written in. */
export function sidesOf(text: string): ConflictSides {
  if (!hasMarkers(text)) return { ours: text, theirs: text, base: text };
  const sides = { ours: "", theirs: "", base: "" };
  let showsBase = false;
  let within: "all" | keyof ConflictSides = "all";
  for (const line of text.split(/(?<=\n)/)) {
    if (within === "all" && isMarker(line, "<")) within = "ours";
    else if (within === "ours" && isMarker(line, "|")) {
      within = "base";
      showsBase = true;
    } else if ((within === "ours" || within === "base") && isMarker(line, "=")) within = "theirs";
    else if (within === "theirs" && isMarker(line, ">")) within = "all";
    else if (within === "all") for (const side of ["ours", "theirs", "base"] as const) sides[side] += line;
    else sides[within] += line;
  }
  return { ...sides, base: showsBase ? sides.base : null };
}

/** The lines that a text says, blank ones and git's markers left out. */
export function saidLines(text: string): Set<string> {
  const lines = text.split(/\r?\n/);
  const said = lines.filter(
    (line) => line.trim() !== "" && !["<", "|", "=", ">"].some((sign) => isMarker(line, sign)),
  );
  return new Set(said);
}
