import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startProviderServer } from "../../runtime/src/ai/providers/provider-server.fixture.ts";
import { cleanEnvironment } from "../command.ts";

const program = join(import.meta.dirname, "application/chat-program.ts");

interface Setting {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with what has been printed, and what interrupts the program as Ctrl+C does. */
  readonly onOutput?: (printed: string, interrupt: () => void) => void;
}

/** Runs a command of the application without a terminal. */
function runAi(words: readonly string[], { input = "", env = {}, onOutput }: Setting = {}) {
  const child = spawn(process.execPath, [program, "ai", ...words], {
    env: { ...cleanEnvironment(), ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    stdout += piece;
    onOutput?.(stdout, () => child.kill("SIGINT"));
  });
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    stderr += piece;
  });
  // A command may end before it has read everything.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

test("a message is sent from the words, or from standard input", async () => {
  const words = await runAi(["ask", "Good", "morning"]);
  expect(words).toMatchObject({ code: 0, stderr: "" });
  expect(words.stdout).toContain("You wrote: “Good morning”\n");
  const piped = await runAi(["ask", "-"], { input: "From\na pipe\n" });
  expect(piped).toMatchObject({ code: 0, stderr: "" });
  expect(piped.stdout).toContain("You wrote: “From\na pipe”\n");
});

test("without a terminal the Markdown is passed on, without what a terminal would obey", async () => {
  const text = ["**bold** ", "\u001b[2J", "\u009d52;c;x\u009c\r", "![](https://evil.example)"];
  const { url } = await startProviderServer("openai-compatible", [{ says: { text }, pieceBytes: 3 }]);
  const { stdout } = await runAi(["ask", "hello"], { env: { CHAT_PROVIDER: url } });
  expect(stdout).toBe("**bold** \\x1b[2J\\x9d52;c;x\\x9c\\r![](https://evil.example)\n");
  const json = await runAi(["ask", "hello", "--json"], { env: { CHAT_PROVIDER: url } });
  expect(json.stdout).not.toContain("\u009d");
  expect(JSON.parse(json.stdout)).toMatchObject({
    model: "openai-compatible:fake",
    text: text.join(""),
    approvals: [],
  });
});

test("what fails is reported in sentences, with an exit code", async () => {
  const { url } = await startProviderServer("openai-compatible", [{ status: 401 }]);
  const env = { CHAT_PROVIDER: url };
  const refused = await runAi(["ask", "hello"], { env });
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("[ai.key-refused]");
  expect(refused.stderr).not.toContain(url);
  const json = await runAi(["ask", "hello", "--json"], { env });
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: "ai.key-refused" } });
  const unknown = await runAi(["ask", "hello", "--model", "nowhere:x"]);
  expect(unknown.stderr).toContain("ai.unknown-model");
  expect((await runAi(["ask", " "])).stderr).toContain("The message is empty.");
  expect((await runAi(["ask", "-"], { input: "x".repeat(300_000) })).stderr).toContain(
    "[ai.prompt-too-long]",
  );
  expect((await runAi(["usage", "--days", "0"])).stderr).toContain("--days 0 is not valid.");
});

test("a response that breaks off is printed as far as it came, with an exit code", async () => {
  const { url } = await startProviderServer("openai-compatible", [
    { cutAfter: { text: ["Once upon", " a time"] } },
  ]);
  const { code, stdout, stderr } = await runAi(["ask", "hello"], { env: { CHAT_PROVIDER: url } });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "Once upon\n" });
  expect(stderr).not.toBe("");
});

test("an interrupted response ends its request", async () => {
  const { url, requests } = await startProviderServer("openai-compatible", [
    { stallAfter: { text: ["Once upon", " a time"] } },
  ]);
  let isInterrupted = false;
  const { code, stdout, stderr } = await runAi(["ask", "hello"], {
    env: { CHAT_PROVIDER: url },
    onOutput: (printed, interrupt) => {
      if (isInterrupted || !printed.includes("Once upon")) return;
      isInterrupted = true;
      interrupt();
    },
  });
  await requests[0]?.aborted;
  expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: "Once upon\n", stderr: "" });
});

test("in a pipe each line is a message of the same conversation, and nothing is confirmed", async () => {
  const { code, stdout, stderr } = await runAi(["chat", "--user", "ada@example.com"], {
    input: "Good morning\n\n/usage\n/bogus\nDelete the order 17\ny\n/exit\nnever sent\n",
  });
  expect(code).toBe(0);
  expect(stdout).toContain("You wrote: “Good morning”");
  expect(stdout).toMatch(/development:application +1 +0 +\d+ +\d+ +unknown/);
  expect(stdout).toContain("There is no command /bogus.");
  expect(stdout).toContain("You wrote: “y”");
  expect(stdout).not.toContain("never sent");
  expect(stdout).not.toContain('"deleted"');
  expect(stderr).toContain("Not done, since there is no terminal to ask in: Delete the order");
});

test("a pipe whose message fails goes on, and ends with an exit code", async () => {
  const { url } = await startProviderServer("openai-compatible", [
    { status: 401 },
    { says: { text: ["Second response"] } },
  ]);
  const { code, stdout, stderr } = await runAi(["chat"], {
    input: "first\nsecond",
    env: { CHAT_PROVIDER: url },
  });
  expect(code).toBe(1);
  expect(stdout).toContain("Second response\n");
  expect(stderr).toContain("openai-compatible refuses the key");
});

test("an account that does not exist and a conversation of someone else are refused", async () => {
  const { code, stderr } = await runAi(["chat", "--user", "eve@example.com"], { input: "hello\n" });
  expect(code).toBe(1);
  expect(stderr).toContain("No active account has the address eve@example.com. [ai.unknown-user]");
  const conversation = await runAi(["chat", "--conversation", "of-someone"], { input: "hello\n" });
  expect(conversation.stderr).toContain("[ai.unknown-conversation]");
});

test("lists are empty without a database, and say why", async () => {
  for (const words of [["conversations"], ["approvals"], ["approvals", "list"], ["usage"]]) {
    const { code, stdout } = await runAi(words);
    expect(code, words.join(" ")).toBe(0);
    expect(stdout).toContain("Without a database they are in the memory of the process that created them");
  }
  expect(JSON.parse((await runAi(["approvals", "--json"])).stdout)).toEqual([]);
  expect(JSON.parse((await runAi(["usage", "--json"])).stdout)).toMatchObject({ usage: [] });
  expect((await runAi(["approvals", "confirm", "x"])).stderr).toContain("[ai.unknown-approval]");
  expect((await runAi(["approvals", "refuse", "x"])).stderr).toContain("[ai.unknown-approval]");
});

test("the models are listed with the host that messages are sent to", async () => {
  expect((await runAi(["models"])).stdout).toMatch(/development:application +this machine +default/);
  const { stdout } = await runAi(["models", "--json"], { env: { CHAT_PROVIDER: "http://127.0.0.1:1" } });
  expect(JSON.parse(stdout)).toEqual({
    models: [{ name: "openai-compatible:fake", host: "127.0.0.1:1", isDefault: true, isDevelopment: false }],
  });
});

test("the help says what the caller may do", async () => {
  const { stdout } = await runAi(["ask", "--help"]);
  expect(stdout).toContain("as the application itself");
  expect(stdout).toContain("With --user");
});
