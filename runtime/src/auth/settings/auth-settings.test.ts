import { expect, test } from "vitest";
import { baseSettings, checkSettings } from "../../settings/index.ts";
import { authSettings, oauthSettings } from "./auth-settings.ts";

const shape = { ...baseSettings, ...authSettings, ...oauthSettings };
const faultsOf = (environment: Record<string, string>) => checkSettings(shape, "web", environment).faults;
const SECRET = "a".repeat(32);

test.each([
  "https://example.com",
  "https://example.com:8443",
  "http://localhost:8000",
  "http://127.0.0.1",
  "http://[::1]:1",
  "http://192.168.1.20:8000",
  "http://10.0.0.7:8000",
  "http://172.31.0.1",
  "http://[fd00::1]:8000",
  "http://laptop.local:8000",
])("%s is where people can reach an application", (PUBLIC_URL) => {
  expect(faultsOf({ PUBLIC_URL })).toEqual([]);
});

test.each([
  "example.com",
  "http://example.com",
  "http://203.0.113.7:8000",
  "http://172.32.0.1",
  "http://192.168.1.20.example.com",
  "https://example.com/",
  "https://example.com/app",
  "https://example.com?a",
  "https://user@example.com",
  "ftp://example.com",
  "javascript:alert(1)",
  "https://EXAMPLE.com",
  "",
])("%j is not", (PUBLIC_URL) => {
  expect(authSettings.PUBLIC_URL.definition.parse(PUBLIC_URL)).toBeUndefined();
});

test("a secret is long", () => {
  expect(faultsOf({ AUTH_SECRET: SECRET })).toEqual([]);
  expect(faultsOf({ AUTH_SECRET: SECRET.slice(1) })).toHaveLength(1);
});

test("production needs both, and says how to get them", () => {
  const messages = faultsOf({ NODE_ENV: "production" }).join("\n");
  expect(messages).toContain("AUTH_SECRET: must be set in production; `openssl rand -hex 32` makes one");
  expect(messages).toContain("PUBLIC_URL: must be set in production");
});

test("an address of the network is for development: production wants https", () => {
  const broken = (NODE_ENV: "development" | "production", PUBLIC_URL: string) =>
    faultsOf({ NODE_ENV, PUBLIC_URL, AUTH_SECRET: SECRET.replace("a", "b") }).length > 0;
  expect(broken("development", "http://192.168.1.20:8000")).toBe(false);
  expect(broken("production", "http://192.168.1.20:8000")).toBe(true);
  expect(broken("production", "http://localhost:8000")).toBe(false);
  expect(broken("production", "https://example.com")).toBe(false);
});

test.each([
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["GITHUB_CLIENT_SECRET", "GITHUB_CLIENT_ID"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["GOOGLE_CLIENT_SECRET", "GOOGLE_CLIENT_ID"],
])("%s alone is half of what a provider takes", (given, missing) => {
  expect(faultsOf({ [given]: "one" })).toEqual([
    `${missing}: must be set where ${given} is: a provider takes both, or none.`,
  ]);
  expect(faultsOf({ [given]: "one", [missing]: "other" })).toEqual([]);
});
