import { randomBytes } from "node:crypto";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { generateApplication, generateMigration, migrate } from "./application.ts";
import { load, script } from "./load.ts";
import { compare, median, tableOf } from "./ratio.ts";
import { end, startServer } from "./serving.ts";

// A read by a user who is signed in, beside the same read by any client, with a cache and without one. Requests a second,
// loaded by wrk over 50 connections. Then how many people can sign in a second, and what memory that takes.
const ROUND_COUNT = 9;
const SIGN_INS = 100;
const AT_ONCE = 10;

const credentials = { email: "ada@example.com", password: "a good long password" };

async function signIn(origin: string, client: number): Promise<string> {
  const response = await fetch(`${origin}/api/v1/auth/sign-in/email`, {
    method: "POST",
    // Each from an address of its own: how often one may is limited.
    headers: {
      "content-type": "application/json",
      origin,
      "x-forwarded-for": `10.0.${client >> 8}.${client & 255}`,
    },
    body: JSON.stringify(credentials),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function bench(title: string, components: readonly string[], port: number): Promise<void> {
  const folder = generateApplication([...components, "database"], ["auth"]);
  cpSync(join(import.meta.dirname, "servers/auth.ts"), join(folder, "bench-auth.ts"));
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    AUTH_SECRET: randomBytes(32).toString("hex"),
    PUBLIC_URL: origin,
    TRUST_PROXY: "1",
    MAIL_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "no-reply@example.com",
  };
  generateMigration(folder);
  migrate(folder, { NODE_ENV: "development" });
  const args = ["--require", "@aegis-stack/runtime/preload", "bench-auth.ts"];
  const { child } = await startServer({ folder, args, port, path: "/health/live", env });
  try {
    const signedIn = script(`cookie-${port}`, [`wrk.headers["cookie"] = '${await signIn(origin, 0)}'`]);
    const contestants = [
      { name: "for everybody", measure: () => load(`${origin}/open`) },
      { name: "for those who are signed in", measure: () => load(`${origin}/guarded`, signedIn) },
    ];
    process.stdout.write(
      `${tableOf(`Read, ${title}`, "requests/s", await compare(contestants, ROUND_COUNT))}\n`,
    );

    const memory = async () => Number(await (await fetch(`${origin}/memory`)).text());
    const before = await memory();
    let client = 1;
    const rates: number[] = [];
    for (let round = 0; round <= ROUND_COUNT; round++) {
      const begin = performance.now();
      for (let done = 0; done < SIGN_INS; done += AT_ONCE) {
        await Promise.all(Array.from({ length: AT_ONCE }, () => signIn(origin, client++)));
      }
      if (round > 0) rates.push((SIGN_INS * 1_000) / (performance.now() - begin));
    }
    const words = [
      `Sign-ins, ${title}: ${median(rates).toFixed(0)} a second, ${AT_ONCE} at a time;`,
      `${before.toFixed(0)} MB of memory before, ${(await memory()).toFixed(0)} MB after.`,
    ];
    process.stdout.write(`${words.join(" ")}\n\n`);
  } finally {
    await end(child);
  }
}

await bench("with a cache", ["cache"], 8_781);
await bench("without a cache", [], 8_782);
