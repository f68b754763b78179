import { newMailId } from "@aegis-stack/runtime/mail";
import { createTestOutbox, type TestOutbox } from "@aegis-stack/runtime/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineMail } from "#app/services/mail/define-mail.ts";
import { builtPages } from "./build.ts";
import { operate, ownData, wordsOf } from "./operate.ts";
import { OPERATOR_HEADERS, OPERATOR_PASSWORD } from "./operator.ts";
import { expectAsked } from "./refusals.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const PAGE = "/overseer/services/mail";

const invitation = defineMail<{ name: string; url: string }>({
  subject: ({ name }) => `Welcome, ${name}`,
  body: ({ name, url }) => [{ paragraph: `Hello ${name}.` }, { action: "Come in", url }],
});

let testOutbox: TestOutbox;
let data: Awaited<ReturnType<typeof ownData>>;
let developing: RunningServer;
let producing: RunningServer;

beforeAll(async () => {
  const directory = await builtPages();
  data = await ownData();
  testOutbox = await createTestOutbox();
  const environment = {
    ...data.environment,
    OVERSEER_PASSWORD: OPERATOR_PASSWORD,
    MAIL_OUTBOX: testOutbox.folder,
  };
  // As in development, without the time that it takes to compile the pages.
  developing = await startServer({
    mode: "production",
    directory,
    environment: { ...environment, NODE_ENV: "test", MAIL_URL: "" },
  });
  producing = await startServer({ mode: "production", directory, environment });
});

afterAll(async () => {
  await Promise.all([developing.stop(), producing.stop()]);
  await data.drop();
  await testOutbox.remove();
});

const page = operate(() => developing, PAGE);

async function put(name: string): Promise<string> {
  const id = newMailId(Date.now());
  const message = invitation("ada@example.com", { name, url: "https://example.com/in?a=1&b=2" });
  await testOutbox.outbox.put({ id, message }, "shop@example.com");
  return id;
}

test("an empty outbox says how a message gets there", async () => {
  const text = wordsOf(await page.html());
  expect(text).toContain("Transport Outbox");
  expect(text).toMatch(/No messages yet\. npx \S+ ops mail test you@example\.com/);
});

test("a message is listed, and has a page with both its bodies and its links", async () => {
  const id = await put("Ada");
  const html = await page.html();
  expect(html).toContain(`href="${PAGE}/${id}"`);
  expect(wordsOf(html)).toContain("Welcome, Ada ada@example.com");
  const shown = await operate(() => developing, `${PAGE}/${id}`).html();
  expect(wordsOf(shown)).toMatch(
    /From shop@example\.com To ada@example\.com .*Plain text Hello Ada\. Come in:/,
  );
  expect(shown).toContain('href="https://example.com/in?a=1&amp;b=2"');
});

test("the frame of a message lets nothing run, whatever is in it", async () => {
  const id = await put("<script>alert(1)</script>");
  const shown = await operate(() => developing, `${PAGE}/${id}`).html();
  const [frame = ""] = /<iframe[^>]*>/.exec(shown) ?? [];
  expect(frame).toContain('sandbox=""');
  expect(frame).toMatch(
    /srcDoc="&lt;meta http-equiv=&quot;Content-Security-Policy&quot; content=&quot;default-src &#x27;none&#x27;/i,
  );
  expect(shown).not.toContain("<script>alert");
});

test.each(["no-such-id", "..%2f..%2fpackage", "1700000000000-0123456789abcdef"])(
  "%s is no page",
  async (id) => {
    const response = await fetch(`${developing.url}${PAGE}/${id}`, { headers: OPERATOR_HEADERS });
    expect(response.status).toBe(404);
  },
);

test.each(["", "/1700000000000-0123456789abcdef", ".data"])("%s is for operators alone", async (rest) => {
  await expectAsked(await fetch(`${developing.url}${PAGE}${rest}`, { redirect: "manual" }));
});

test("in production it says by which server, and shows no message", async () => {
  await put("Nobody");
  const text = wordsOf(await operate(() => producing, PAGE).html());
  expect(text).toContain("Transport SMTP Destination 127.0.0.1:1");
  expect(text).not.toContain("Welcome");
});
