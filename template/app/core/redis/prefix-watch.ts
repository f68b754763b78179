import { randomUUID } from "node:crypto";
import { AppError } from "@aegis-stack/runtime/errors";
import type { Logger } from "pino";
import { parseJson } from "#app/core/parse-json.ts";
import type { RedisConnections } from "./connections.ts";
import { describeOther, type Identity, identitySchema, isSameApplication } from "./identity.ts";

/** How often a process says that it uses the prefix, in milliseconds. */
const REFRESH_MS = 20_000;

/** A process that has not said so for this long counts as gone, in milliseconds. */
const EXPIRY_MS = 60_000;

/**
 * Says that a process uses the prefix, and answers what all others have said. By the server's clock; what is too old or
 * malformed is removed.
 *
 * KEYS: the processes, by their ids  ARGV: this process's id, its identity, milliseconds until it counts as gone
 */
const ANNOUNCE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f %s', now, ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local others = {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local at = tonumber(string.match(all[i + 1], '^(%d+) ') or '')
  if not at or at > now or at < now - ARGV[3] then
    redis.call('HDEL', KEYS[1], all[i])
  elseif all[i] ~= ARGV[1] then
    others[#others + 1] = string.match(all[i + 1], '^%d+ (.*)$')
  end
end
return others
`;

/** Watches whether another application uses the same prefix, which mixes tasks and cached values without a word. */
export interface PrefixWatch {
  /** Announces this process, now and from then on. Never rejects. */
  start(): Promise<void>;
  /** Takes back what it said. Never rejects. */
  stop(): Promise<void>;
  /** `redis.shared-prefix` while another application uses it, as far as that is known. */
  trouble(): AppError | undefined;
}

export interface PrefixWatchOptions {
  redis: RedisConnections;
  /** Asked when the watch announces the process: commands use the connections without one. */
  identity(): Identity;
  log: Logger;
}

export function createPrefixWatch({ redis, identity, log }: PrefixWatchOptions): PrefixWatch {
  const id = randomUUID();
  const key = redis.key("processes");
  let timer: NodeJS.Timeout | undefined;
  let trouble: AppError | undefined;

  async function announce(): Promise<void> {
    const own = identity();
    const answer = await redis.run((client) =>
      client.eval(ANNOUNCE, 1, key, id, JSON.stringify(own), EXPIRY_MS),
    );
    const other = (Array.isArray(answer) ? answer : [])
      .flatMap((text) => parseIdentity(text) ?? [])
      .find((found) => !isSameApplication(own, found));
    const found = other && sharedPrefix(redis, describeOther(own, other));
    if (found && found.message !== trouble?.message)
      log.warn({ code: found.code }, `${found.message} ${found.todo}`);
    if (!found && trouble) log.info("no other application uses the prefix on Redis any more");
    trouble = found;
  }

  // An outage is told by the connections; this only warns.
  const attempt = () => announce().catch((error: unknown) => log.debug({ err: error }, "prefix not checked"));

  return {
    async start() {
      timer ??= setInterval(attempt, REFRESH_MS).unref();
      await attempt();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      trouble = undefined;
      await redis.run((client) => client.hdel(key, id)).catch(() => {});
    },
    trouble: () => trouble,
  };
}

const parseIdentity = (text: unknown): Identity | undefined =>
  identitySchema.safeParse(parseJson(String(text))).data;

const sharedPrefix = (redis: RedisConnections, other: string) =>
  new AppError({
    code: "redis.shared-prefix",
    kind: "conflict",
    what: `Another application uses the prefix ${redis.key()} on the Redis server at ${redis.place}: ${other}. Tasks and cached values of both mix.`,
    todo: "Set REDIS_PREFIX to a name of its own in one of them; docs/redis.md says what tells applications apart.",
    audience: "operators",
  });
