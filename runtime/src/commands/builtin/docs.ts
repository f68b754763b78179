import { AppError } from "../../errors/index.ts";
import { findPackageManager, formatCommand } from "../../format/index.ts";
import { formatTable, print, printJson, styled } from "../../terminal/index.ts";
import type { CommandModule } from "../command.ts";
import { formatGuide, type Guide, readGuides } from "./guides.ts";

/** The application whose guides are shown. */
export interface DocsCommandOptions {
  readonly name: string;
  /** The application's folder, absolute. */
  readonly folder: string;
}

/** `docs`: lists the guides of the application and of the installed runtime, or shows one. */
export const createDocsCommand = ({ name, folder }: DocsCommandOptions): CommandModule => ({
  mutates: { docs: false },
  configure(command) {
    command
      .argument("[topic]", "the guide to show; without it they are listed")
      .option("--json", "answer in JSON")
      .action((topic: string | undefined, { json }: { json?: boolean }) => {
        const guides = readGuides(folder);
        if (topic === undefined) return json ? printJson(guides.map(toSummary)) : listGuides(guides, name);
        const guide = guides.find((each) => each.topic === topic.replace(/\.md$/, ""));
        if (!guide) throw createUnknownTopicError(topic, guides);
        const text = formatGuide(guide, name, findPackageManager());
        if (json) printJson({ ...toSummary(guide), text });
        else print(highlightHeadings(text.trimEnd()));
      });
  },
});

const toSummary = ({ topic, title, origin }: Guide) => ({ topic, title, origin });

function listGuides(guides: readonly Guide[], name: string): void {
  const rows = guides.map(({ topic, title, origin }) => [topic, title, origin === "runtime" ? "" : "docs/"]);
  print(
    formatTable(rows, (cell, column) =>
      column === 0 ? styled("bold", cell) : column === 2 ? styled("dim", cell) : cell,
    ),
  );
  print(styled("dim", `\nShow one with: ${formatCommand(`${name} docs TOPIC`)}`));
}

/** Headings outside of code in bold; everything else is readable as it is. */
function highlightHeadings(text: string): string {
  let isCode = false;
  return text
    .split("\n")
    .map((line) => {
      if (line.startsWith("```")) isCode = !isCode;
      return !isCode && /^#+ /.test(line) ? styled("bold", line) : line;
    })
    .join("\n");
}

const createUnknownTopicError = (topic: string, guides: readonly Guide[]) =>
  new AppError({
    code: "docs.unknown-topic",
    category: "not-found",
    message: `There is no guide "${topic}".`,
    hint: `Choose one of ${guides.map((guide) => guide.topic).join(", ")}.`,
  });
