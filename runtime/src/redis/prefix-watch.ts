import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { AppError } from "../errors/index.ts";
import { parseJson } from "../json/index.ts";
import type { RedisConnections } from "./connections.ts";
import { describeOther, identitySchema, isSameApplication, type RedisIdentity } from "./identity.ts";

/** How often a process announces that it uses the prefix, in milliseconds. */
const ANNOUNCE_INTERVAL_MS = 20_000;

/** A process that has not announced itself for this long counts as gone, in milliseconds. */
const PROCESS_EXPIRY_MS = 60_000;

/**
 * Announces that a process uses the prefix, and returns what all others have announced. By the server's clock; entries that
 * are too old or malformed are removed.
 *
 * KEYS: the processes, by their ids  ARGV: this process's id, its identity, milliseconds until it counts as gone
 */
const ANNOUNCE_SCRIPT = `
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

/** Watches whether another application uses the same prefix, which would silently mix tasks and cached values. */
export interface PrefixWatch {
  /** Announces this process, now and from then on. Never rejects. */
  start(): Promise<void>;
  /** Removes the announcement. Never rejects. */
  stop(): Promise<void>;
  /** `redis.shared-prefix` while another application uses it, as far as that is known. */
  getConflict(): AppError | undefined;
}

/** What a prefix watch is created from. */
export interface PrefixWatchOptions {
  /** The server. */
  readonly redis: RedisConnections;
  /** Called when the watch announces the process: a command uses the connections without an identity. */
  identity(): RedisIdentity;
  /** Where a conflict is logged. */
  readonly log: Logger;
}

/** Creates the prefix watch of one process. */
export function createPrefixWatch({ redis, identity, log }: PrefixWatchOptions): PrefixWatch {
  const id = randomUUID();
  const key = redis.key("processes");
  let timer: NodeJS.Timeout | undefined;
  let conflict: AppError | undefined;

  async function announce(): Promise<void> {
    const own = identity();
    const others = await redis.run((client) =>
      client.eval(ANNOUNCE_SCRIPT, 1, key, id, JSON.stringify(own), PROCESS_EXPIRY_MS),
    );
    const other = (Array.isArray(others) ? others : [])
      .flatMap((text) => parseIdentity(text) ?? [])
      .find((found) => !isSameApplication(own, found));
    const found = other && createSharedPrefixError(redis, describeOther(own, other));
    if (found && found.message !== conflict?.message)
      log.warn({ code: found.code }, `${found.message} ${found.hint}`);
    if (!found && conflict) log.info("no other application uses the prefix on Redis any more");
    conflict = found;
  }

  // The connections report an outage; this one only warns.
  const attempt = () => announce().catch((error: unknown) => log.debug({ err: error }, "prefix not checked"));

  return {
    async start() {
      timer ??= setInterval(attempt, ANNOUNCE_INTERVAL_MS).unref();
      await attempt();
    },
    async stop() {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      conflict = undefined;
      await redis.run((client) => client.hdel(key, id)).catch(() => {});
    },
    getConflict: () => conflict,
  };
}

const parseIdentity = (text: unknown): RedisIdentity | undefined =>
  identitySchema.safeParse(parseJson(String(text))).data;

const createSharedPrefixError = (redis: RedisConnections, other: string) =>
  new AppError({
    code: "redis.shared-prefix",
    category: "conflict",
    message: `Another application uses the prefix ${redis.key()} on the Redis server at ${redis.place}: ${other}. Tasks and cached values of both mix.`,
    hint: "Set REDIS_PREFIX to a name of its own in one of them; the command `docs redis` says what tells applications apart.",
    audience: "operators",
  });
