import type { Command, CommandModule } from "../../../commands/index.ts";
import { PUBLIC_OWNER } from "../owners.ts";
import type { RagCommandFlags, RagCommandOptions } from "./options.ts";

/** Whether each of its commands changes something. */
const MUTATES_BY_COMMAND = {
  rag: false,
  add: true,
  list: false,
  remove: true,
  search: false,
  reembed: true,
  index: true,
};

const OWNER_SUMMARY = "whose documents: user:<id>, organisation:<id>, or public for everyone";

/** The command `rag`, which adds, lists, removes and searches documents, as one part of the command `ai`. */
export const createRagCommand = (options: RagCommandOptions): CommandModule => ({
  mutates: MUTATES_BY_COMMAND,
  configure: (ai) => configureRagCommand(ai, options),
});

function configureRagCommand(command: Command, options: RagCommandOptions): void {
  const rag = command.command("rag").description("Manage the documents that models search");
  const add = (words: string, summary: string) =>
    rag.command(words).description(summary).option("--json", "answer in JSON");
  const addOwned = (words: string, summary: string) =>
    add(words, summary).option("--owner <owner>", OWNER_SUMMARY, PUBLIC_OWNER);

  addOwned(
    "add <file...>",
    "Add text, Markdown and HTML files; a file replaces the document of the same name",
  ).action(async (files: readonly string[], flags: RagCommandFlags) =>
    (await import("./documents.ts")).addFiles(options, files, flags),
  );
  addOwned("list", "List documents, newest first")
    .option("--limit <number>", "the maximum number of documents", "50")
    .option("--before <id>", "those that are older than this document")
    .action(async (flags: RagCommandFlags & { limit: string; before?: string }) =>
      (await import("./documents.ts")).listDocuments(options, flags),
    );
  addOwned("remove <id>", "Delete a document").action(async (id: string, flags: RagCommandFlags) =>
    (await import("./documents.ts")).removeDocument(options, id, flags),
  );
  addOwned("search <words...>", "Search documents for a question")
    .option("--limit <number>", "the maximum number of passages", "5")
    .action(async (words: readonly string[], flags: RagCommandFlags & { limit: string }) =>
      (await import("./documents.ts")).searchDocuments(options, words, flags),
    );
  add("reembed", "Embed the chunks again that are of another model").action(
    async (flags: Pick<RagCommandFlags, "json">) =>
      (await import("./maintenance.ts")).reembed(options, flags),
  );
  add("index", "Add or refresh the index of pgvector, where the server has it").action(
    async (flags: Pick<RagCommandFlags, "json">) =>
      (await import("./maintenance.ts")).buildIndex(options, flags),
  );
}
