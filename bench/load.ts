import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RUN_SECONDS = 2;
const scripts = mkdtempSync(join(tmpdir(), "aegis-bench-"));

/** A script for wrk. @returns its words, as `load` takes them */
export function script(name: string, lines: readonly string[]): string[] {
  const file = join(scripts, `${name}.lua`);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return ["-s", file];
}

/** A script that posts the same JSON each time. */
export const post = (name: string, body: object): string[] =>
  script(name, [
    'wrk.method = "POST"',
    'wrk.headers["content-type"] = "application/json"',
    `wrk.body = '${JSON.stringify(body)}'`,
  ]);

/** Requests a second over 50 connections. Throws when a response is not 2xx. */
export function load(url: string, words: readonly string[] = []): number {
  const output = execFileSync("wrk", ["-t1", "-c50", `-d${RUN_SECONDS}s`, ...words, url], {
    encoding: "utf8",
  });
  if (/Non-2xx/.test(output)) throw new Error(`${url} did not respond with 200:\n${output}`);
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(output)?.[1];
  if (rate === undefined) throw new Error(output);
  return Number(rate);
}
