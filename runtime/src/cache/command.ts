import type { CommandModule } from "../commands/index.ts";
import { AppError } from "../errors/index.ts";
import { formatCommand } from "../format/index.ts";
import { formatStatus, print, printJson } from "../terminal/index.ts";
import type { Cache } from "./cache.ts";

interface ClearOptions {
  readonly tag?: string;
  readonly json?: boolean;
}

/** What the command is created from. */
export interface CacheCommandOptions {
  readonly cache: Pick<Cache, "clear" | "invalidateTag">;
  /** Whether all processes share the cache, so that a command reaches it. */
  readonly isShared: boolean;
  /** The name of the application. */
  readonly name: string;
}

/** `ops cache`: clears the cache of all processes. */
export const createCacheCommand = (options: CacheCommandOptions): CommandModule => ({
  mutates: { clear: true },
  configure(command) {
    command
      .command("clear")
      .description("Clear the cache in all processes, or delete the values with a tag")
      .option("--tag <name>", "only what has this tag")
      .option("--json", "answer in JSON")
      .action((given: ClearOptions) => clear(options, given));
  },
});

async function clear(
  { cache, isShared, name }: CacheCommandOptions,
  { tag, json }: ClearOptions,
): Promise<void> {
  if (!isShared) throw inMemory();
  const isCleared = await (tag === undefined ? cache.clear() : cache.invalidateTag(tag));
  if (!isCleared) throw notCleared(name);
  if (json) return printJson({ cleared: tag ?? "everything" });
  print(
    formatStatus(
      "healthy",
      tag === undefined ? "The cache is empty." : `The values with the tag ${tag} are deleted.`,
    ),
  );
}

const inMemory = () =>
  new AppError({
    code: "cache.in-memory",
    category: "unavailable",
    message: "The cache is in the memory of the running processes, where no command reaches it.",
    hint: "Clear it on its page in Overseer, or set REDIS_URL so that all processes share it.",
  });

const notCleared = (name: string) =>
  new AppError({
    code: "cache.not-told",
    category: "unavailable",
    message: "Redis did not respond, so nothing was deleted.",
    hint: `Try again once it is back; \`${formatCommand(`${name} health`)}\` shows its state.`,
  });
