import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startProviderServer } from "../../runtime/src/ai/providers/provider-server.fixture.ts";
import { converse, type Exchange, keys, noTerminal } from "../terminal.ts";

const program = join(import.meta.dirname, "application/chat-program.ts");

const END = "\x04";
const PROMPT = "› ";

/** Talks to the program in a terminal. */
const talk = (
  exchanges: readonly Exchange[],
  env: Readonly<Record<string, string>> = {},
  words: readonly string[] = [],
) => converse(["ai", "chat", ...words], exchanges, { program, env });

describe.skipIf(noTerminal)("the chat in a terminal", () => {
  test("the chat says which model responds and that nothing is sent or stored", async () => {
    const { code, shown } = await talk([
      [PROMPT, `Good morning${keys.enter}`],
      [/You wrote: “Good morning”[\s\S]*› /, `/usage${keys.enter}`],
      [/COST[\s\S]*unknown[\s\S]*› /, `/model openai:none${keys.enter}`],
      [/There is no model[\s\S]*› /, `/exit${keys.enter}`],
    ]);
    expect(code).toBe(0);
    expect(shown).toContain(
      "development:application responds. It is the development model: nothing leaves this machine.",
    );
    expect(shown).toContain("This conversation ends with this command");
  });

  test("Ctrl+D and Ctrl+C end the chat at the prompt without an error", async () => {
    expect((await talk([[PROMPT, END]])).code).toBe(0);
    expect((await talk([[PROMPT, keys.interrupt]])).code).toBe(0);
  });

  test("a response is rendered, and no sequence of the model reaches the terminal", async () => {
    const text = [
      "# Ord",
      "ers\n\n- **one** `x`\n",
      "- [shop](https://evil.example)\n\n",
      "\u001b]52;c;eA==\u0007![](https://evil.example/?q)\r\u009b2J",
    ];
    const { url } = await startProviderServer("openai-compatible", [{ says: { text } }]);
    const { code, shown } = await talk(
      [
        [PROMPT, `Orders?${keys.enter}`],
        [/\\x9b2J[\s\S]*› /, END],
      ],
      { CHAT_PROVIDER: url },
    );
    expect(code).toBe(0);
    expect(shown).toContain("# Orders\n\n");
    expect(shown).toContain("• one x\n• shop (https://evil.example)\n");
    expect(shown).toContain("\\x1b]52;c;eA==\\x07image (https://evil.example/?q)\n\\x9b2J");
  });

  test("Ctrl+C stops a response and its request, stores what came, and the chat goes on", async () => {
    const { url, requests } = await startProviderServer("openai-compatible", [
      { stallAfter: { text: ["Once upon", " a time"] } },
      { says: { text: ["Of course."] } },
    ]);
    const { code, shown } = await talk(
      [
        [PROMPT, `A story${keys.enter}`],
        ["Once upon", keys.interrupt],
        [/Stopped[\s\S]*› /, `Go on${keys.enter}`],
        [/Of course\.[\s\S]*› /, keys.interrupt],
      ],
      { CHAT_PROVIDER: url },
    );
    expect(code).toBe(0);
    expect(shown).toContain("What you write is sent to");
    await requests[0]?.aborted;
    // The part that came is in the conversation, which the next request continues.
    expect(requests[1]?.body).toContain("Once upon");
    expect(requests[1]?.body).toContain("A story");
  });

  test("a tool that writes runs after a yes, and not after anything else", async () => {
    const { code, shown } = await talk([
      [PROMPT, `Delete the order 17${keys.enter}`],
      ["Run it? [y/N] ", `y${keys.enter}`],
      [/Done\.[\s\S]*"deleted"[\s\S]*› /, `Delete the order 18${keys.enter}`],
      ["Run it? [y/N] ", keys.enter],
      [/Refused; nothing was run\.[\s\S]*› /, `Delete the order 19${keys.enter}`],
      ["Run it? [y/N] ", keys.interrupt],
    ]);
    expect(code).toBe(0);
    expect(shown.match(/"deleted"/g)).toHaveLength(1);
    expect(shown.match(/Refused; nothing was run\./g)).toHaveLength(2);
    expect(shown).toContain("delete_order: Delete the order ");
    expect(shown).toContain("\\x1b[2J");
  });

  test("/new begins a conversation without what was said before", async () => {
    const { url, requests } = await startProviderServer("openai-compatible", [
      { says: { text: ["All right."] } },
    ]);
    await talk(
      [
        [PROMPT, `First question${keys.enter}`],
        [/All right\.[\s\S]*› /, `/new${keys.enter}`],
        [/begins another conversation[\s\S]*› /, `Second question${keys.enter}`],
        [/All right\.[\s\S]*› /, END],
      ],
      { CHAT_PROVIDER: url },
    );
    expect(requests).toHaveLength(2);
    expect(requests[1]?.body).toContain("Second question");
    expect(requests[1]?.body).not.toContain("First question");
  });
});
