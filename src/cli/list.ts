import { catalog } from "../stack/catalog.ts";
import type { Choice, Entry, Kind } from "../stack/entry.ts";
import { colours, type Terminal } from "../terminal/terminal.ts";

function statusOf(entry: Entry): string {
  if (entry.always) return "always";
  return entry.status;
}

function notesOn(entry: Entry, option: Choice): string[] {
  const isDefault = entry.defaults.find((each) => each.choice === option.name);
  const notes: string[] = [];
  if (isDefault !== undefined)
    notes.push(isDefault.when === undefined ? "default" : `default with ${isDefault.when}`);
  if (entry.flagGroups.some(({ otherwise }) => otherwise === option.name)) notes.push("default");
  if (entry.flags.includes(option)) notes.push("beside the others");
  if (option.status === "planned" && entry.status === "available") notes.push("planned");
  return notes;
}

function optionLine(entry: Entry, option: Choice): string {
  const notes = notesOn(entry, option).join(", ");
  return `      ${`[${option.name}]`.padEnd(12)} ${option.gives}${notes === "" ? "" : ` (${notes})`}`;
}

function linesOf(entry: Entry): string[] {
  const status = statusOf(entry);
  const head = `  ${entry.name.padEnd(12)} ${status.padEnd(10)} ${entry.gives}`;
  const lines = [status === "planned" ? colours.dim(head) : head];
  for (const option of [...entry.choices, ...entry.flags]) lines.push(optionLine(entry, option));
  for (const { needs, because } of entry.requires) lines.push(`      needs ${needs}, because ${because}`);
  if (entry.pairsWell.length > 0) lines.push(`      pairs well with ${entry.pairsWell.join(", ")}`);
  return lines;
}

/** Shows what can be chosen, from the catalog and nothing else. */
export function list(terminal: Terminal): void {
  const ofKind = (kind: Kind) => catalog.entries.filter((entry) => entry.kind === kind);
  terminal.printResult({
    components: ofKind("component").map(describe),
    services: ofKind("service").map(describe),
  });
  if (terminal.asJson) return;
  terminal.say(colours.bold("Components"));
  for (const entry of ofKind("component")) terminal.say(linesOf(entry).join("\n"));
  terminal.say();
  terminal.say(colours.bold("Services"));
  for (const entry of ofKind("service")) terminal.say(linesOf(entry).join("\n"));
  terminal.say();
  terminal.say('Choose with: aegis init my-app --components "NAME[OPTION],…" --services "…"');
}

function describe(entry: Entry) {
  const { name, title, gives, choices, defaults, flags, requires, pairsWell } = entry;
  return { name, title, status: statusOf(entry), gives, choices, defaults, flags, requires, pairsWell };
}
