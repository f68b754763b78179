import type { Command } from "@aegis-stack/runtime/commands";
import { AppError } from "@aegis-stack/runtime/errors";
import { cache } from "#app/core/cache.ts";
import { redis } from "#app/core/redis.ts";
import { marked, print, printJson } from "./terminal.ts";

interface Options {
  tag?: string;
  json?: boolean;
}

export const mutates = { clear: true };

export function configure(command: Command): void {
  command
    .command("clear")
    .description("Clear the cache in all processes, or delete the values with a tag")
    .option("--tag <name>", "only what has this tag")
    .option("--json", "answer in JSON")
    .action(clear);
}

async function clear({ tag, json }: Options): Promise<void> {
  if (!redis.isConfigured) throw inMemory();
  try {
    const told = await (tag === undefined ? cache.clear() : cache.invalidateTag(tag));
    if (!told) throw notTold();
  } finally {
    await redis.close();
  }
  if (json) printJson({ cleared: tag ?? "everything" });
  else
    print(
      marked(
        "healthy",
        tag === undefined ? "Everything is forgotten." : `The values with the tag ${tag} are deleted.`,
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

const notTold = () =>
  new AppError({
    code: "cache.not-told",
    category: "unavailable",
    message: "Redis did not respond, so nothing was deleted.",
    hint: "Try again once it is back; `npx my-app health` tells how it is.",
  });
