import { expect, test } from "vitest";
import { checkSettings } from "../../settings/index.ts";
import { createCredential, findCredential, formatCredential, parseCredentials } from "./credentials.ts";
import { mcpSettings } from "./settings.ts";

const HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

test("a credential is recognised by the hash of its token, and does not hold the token", () => {
  const { token, credential } = createCredential("read", "ada");
  const other = createCredential("write", "bob");
  const setting = [credential, other.credential].map(formatCredential).join(", ");
  expect(token).toMatch(/^mcp_[\w-]{43}$/);
  expect(setting).not.toContain(token.slice(4));
  const credentials = parseCredentials(setting) ?? [];
  expect(findCredential(credentials, token)).toEqual(credential);
  expect(findCredential(credentials, other.token)).toEqual(other.credential);
  expect(findCredential(credentials, `${token}x`)).toBeUndefined();
  expect(findCredential(credentials, "")).toBeUndefined();
  expect(findCredential([], token)).toBeUndefined();
});

test("two tokens are never the same", () => {
  const tokens = Array.from({ length: 100 }, () => createCredential("read", "ada").token);
  expect(new Set(tokens).size).toBe(100);
});

test("an id may hold a colon", () => {
  expect(parseCredentials(`write:tenant:7:sha256:${HASH}`)).toEqual([
    { scope: "write", user: "tenant:7", hash: HASH },
  ]);
});

test.each([
  "",
  "mcp_a-token-that-was-pasted-instead-of-its-hash",
  `admin:ada:sha256:${HASH}`,
  `read::sha256:${HASH}`,
  `read:ada:sha256:${HASH.slice(1)}`,
  `read:ada:md5:${HASH}`,
  `read:a da:sha256:${HASH}`,
  `read:ada:sha256:${HASH},`,
  Array.from({ length: 21 }, () => `read:ada:sha256:${HASH}`).join(),
])("what is malformed is refused as a whole (case %#)", (given) => {
  expect(parseCredentials(given)).toBeUndefined();
});

test("the fault of the setting says what creates a right one, and does not repeat what was given", () => {
  const { faults } = checkSettings(mcpSettings, "web", { MCP_TOKEN: "my-plain-token" });
  expect(faults).toEqual([
    expect.stringMatching(/^MCP_TOKEN: must hold what the command `ai mcp token` prints: /),
  ]);
  expect(faults.join()).not.toContain("my-plain-token");
});
