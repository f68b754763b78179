import { AppError } from "@aegis-stack/runtime/errors";
import type { Command } from "commander";
import { cache } from "#app/core/cache/index.ts";
import { redis } from "#app/core/redis/index.ts";
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
  if (!redis.configured) throw inMemory();
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
    kind: "unavailable",
    what: "The cache is in the memory of the running processes, where no command reaches it.",
    todo: "Clear it on its page in Overseer, or set REDIS_URL so that all processes share it.",
  });

const notTold = () =>
  new AppError({
    code: "cache.not-told",
    kind: "unavailable",
    what: "Redis did not respond, so nothing was deleted.",
    todo: "Try again once it is back; `npx my-app health` tells how it is.",
  });
