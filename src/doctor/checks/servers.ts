import { type Application, textOf } from "../application.ts";
import { type Finding, findings } from "../finding.ts";
import { type Talked, talk } from "../probe/talk.ts";

const limit = 3_000;

const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: "no process listens there",
  ENOTFOUND: "that name is not known",
  EAI_AGAIN: "that name cannot be looked up now",
  ETIMEDOUT: `no response came within ${limit / 1_000} seconds`,
  ECONNRESET: "the connection was closed before a response came",
  EHOSTUNREACH: "no way leads there",
};

interface Server {
  readonly setting: string;
  readonly title: string;
  readonly url: URL;
  readonly port: number;
}

/** An address without what is secret in it. */
const placeOf = ({ url, port }: Server): string => `${url.hostname}:${url.port || port}`;

function silent(server: Server, failed: string): Finding {
  const { problem } = findings(server.title.toLowerCase());
  return problem(
    `${server.title} does not respond at ${placeOf(server)}: ${meanings[failed] ?? failed}.`,
    `Start it, or correct ${server.setting} in .env.`,
  );
}

function stranger(server: Server): Finding {
  const { problem } = findings(server.title.toLowerCase());
  return problem(
    `What responds at ${placeOf(server)} is not ${server.title}.`,
    `Correct ${server.setting} in .env.`,
  );
}

function responding(server: Server): Finding {
  const { ok } = findings(server.title.toLowerCase());
  return ok(`${server.title} responds at ${placeOf(server)}.`);
}

function urlOf(text: string | undefined, form: RegExp): URL | null {
  if (text === undefined || !form.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.hostname === "" ? null : url;
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

/** "Do you speak TLS?" is answered with one letter before anybody has to say who he is. */
const tlsQuestion = Uint8Array.of(0, 0, 0, 8, 4, 210, 22, 47);

async function askPostgres(url: URL): Promise<Finding> {
  const server: Server = { setting: "DATABASE_URL", title: "PostgreSQL", url, port: 5_432 };
  const talked: Talked = await talk({
    host: hostOf(url),
    port: Number(url.port || server.port),
    say: tlsQuestion,
    isWhole: (response) => response.length > 0,
    limit,
  });
  if ("failed" in talked) return silent(server, talked.failed);
  return /^[SN]$/.test(talked.response) ? responding(server) : stranger(server);
}

/** A Redis command in the protocol's own form, in which any text is only data. */
function redisCommand(...words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
}

async function askRedis(url: URL): Promise<Finding> {
  const server: Server = { setting: "REDIS_URL", title: "Redis", url, port: 6_379 };
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const login = password === "" ? "" : redisCommand("AUTH", ...(user === "" ? [] : [user]), password);
  const lines = login === "" ? 1 : 2;
  const talked = await talk({
    host: hostOf(url),
    port: Number(url.port || server.port),
    secure: url.protocol === "rediss:",
    say: login + redisCommand("PING"),
    isWhole: (response) => response.split("\r\n").length > lines || !/^[+-]/.test(response),
    limit,
  });
  if ("failed" in talked) return silent(server, talked.failed);
  const last = talked.response.trimEnd().split("\r\n").at(-1) ?? "";
  if (last === "+PONG") return responding(server);
  const { problem, warning } = findings("redis");
  const place = placeOf(server);
  if (/^-(?:NOAUTH|WRONGPASS)/.test(last) || talked.response.startsWith("-WRONGPASS")) {
    return problem(`Redis at ${place} refuses the user or the password.`, "Correct REDIS_URL in .env.");
  }
  if (/^-LOADING/.test(last))
    return warning(`Redis at ${place} is still loading its data.`, "Wait a moment.");
  return talked.response.startsWith("-")
    ? problem(`Redis at ${place} refuses the request.`, "Check its log.")
    : stranger(server);
}

/** The address of the database: as it is set, or as .env.example shows it for a database on a server. */
function databaseAddress({ folder, settings }: Application): string | undefined {
  if (settings.DATABASE_URL !== undefined) return settings.DATABASE_URL;
  return /^#?\s*DATABASE_URL=(\S+)$/m.exec(textOf(folder, ".env.example") ?? "")?.[1];
}

/** Whether the servers that the settings name respond as what they should be. They are only asked for a first response. */
export async function checkServers(application: Application): Promise<Finding[]> {
  const postgres = urlOf(databaseAddress(application), /^postgres(?:ql)?:/);
  const redis = urlOf(application.settings.REDIS_URL, /^rediss?:/);
  return Promise.all([
    ...(postgres === null ? [] : [askPostgres(postgres)]),
    ...(redis === null ? [] : [askRedis(redis)]),
  ]);
}
