import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTestDatabase } from "#app/core/database.fixture.ts";
import { OPERATOR_HEADERS } from "./operator.ts";
import { expectAsked, expectClosed } from "./refusals.ts";
import type { RunningServer } from "./start-server.ts";

/** What servers of their own keep, as settings for them: nothing that another test has left behind. */
export async function ownData(): Promise<{ environment: Record<string, string>; drop(): Promise<void> }> {
  // #region aegis:database
  const { url, drop } = await createTestDatabase();
  const backups = await mkdtemp(join(tmpdir(), "test-backups-"));
  return {
    environment: { DATABASE_URL: url, BACKUPS_FOLDER: backups },
    async drop() {
      await drop();
      await rm(backups, { recursive: true, force: true });
    },
  };
  // #else
  // return { environment: {}, drop: async () => {} };
  // #endregion
}

/** A page that an operator works with, as a browser without scripts does. */
export function operate(server: () => RunningServer, path: string) {
  const url = () => server().url + path;
  const html = async () => (await fetch(url(), { headers: OPERATOR_HEADERS })).text();
  return {
    html,
    /** The word by which a form of this page is known when it comes twice. */
    async ask(): Promise<string> {
      return (await html()).match(/name="ask" value="([^"]+)"/)?.[1] ?? "";
    },
    /** Sends a form of the page. */
    async send(fields: Record<string, string>, headers: Record<string, string> = {}) {
      const body = new URLSearchParams(fields);
      const response = await fetch(url(), {
        method: "POST",
        body,
        headers: { ...OPERATOR_HEADERS, ...headers },
      });
      return { status: response.status, text: wordsOf(await response.text()) };
    },
  };
}

/** What is read on a page: its text without tags, scripts and the comments of React. */
export const wordsOf = (html: string): string =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>/g, "")
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll(/\s+/g, " ");

export interface GuardedServers {
  closed: RunningServer;
  locked: RunningServer;
}

/** Holds a page's forms against everybody who is no operator, as a document and as data. */
export function testRefusals(servers: () => GuardedServers, path: string, fields: Record<string, string>) {
  const route = (spelling: string) => ({
    method: "POST",
    redirect: "manual" as const,
    body: new URLSearchParams(fields),
    path: spelling,
  });
  const below = path.replace("/overseer", "");
  const spellings = [
    path,
    `/overseer${below.toUpperCase()}`,
    `${path}/`,
    `${path}.data`,
    `${path}.data?_routes=`,
  ];

  test.each(spellings)("POST %s is refused while there is no password", async (spelling) => {
    await expectClosed(await fetch(servers().closed.url + spelling, route(spelling)));
  });

  test.each(spellings)("POST %s asks who it is", async (spelling) => {
    await expectAsked(await fetch(servers().locked.url + spelling, route(spelling)));
  });

  test.each(spellings)(
    "POST %s from another site is refused, the operator's password or not",
    async (spelling) => {
      const headers = { ...OPERATOR_HEADERS, origin: "https://evil.example" };
      const response = await fetch(servers().locked.url + spelling, { ...route(spelling), headers });
      expect(response.status).toBe(403);
    },
  );
}
