import { createElement, type ReactNode, Suspense, use } from "react";
import { expect, test } from "vitest";
import { type DocumentOptions, renderDocument } from "./index.ts";

/** Renders a document with these contents, and the faults that its boundaries have caught. */
async function render(contents: ReactNode, more: Partial<DocumentOptions> = {}) {
  const faults: unknown[] = [];
  const response = await renderDocument(createElement("html", null, createElement("body", null, contents)), {
    status: 200,
    headers: new Headers(),
    nonce: "a-nonce",
    signal: new AbortController().signal,
    onError: (error) => faults.push(error),
    ...more,
  });
  return { response, faults, text: await response.text() };
}

const Late = ({ value }: { value: Promise<string> }): string => use(value);

const waiting = (value: Promise<string>) =>
  createElement(Suspense, { fallback: "loading" }, createElement(Late, { value }));

function Failing(): ReactNode {
  throw new Error("no contents");
}

test("what comes late is in the page, which says how long it is and that no cache may keep it", async () => {
  const { response, text } = await render(waiting(Promise.resolve("Grüße, später")), { status: 404 });
  expect(text).toMatch(/^<!DOCTYPE html><html>.*<body>.*Grüße, später/s);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("private, no-cache");
});

test("inline scripts carry the nonce, and a page says itself how long it may be kept", async () => {
  const headers = new Headers({ "cache-control": "no-store" });
  const { response, text } = await render(waiting(Promise.resolve("late")), { headers });
  expect(text.match(/<script(?! nonce="a-nonce")/g)).toBeNull();
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("a fault in a boundary is reported once, and the page comes with its fallback", async () => {
  const { faults, text } = await render(
    createElement(Suspense, { fallback: "instead" }, createElement(Failing)),
  );
  expect(text).toContain("instead");
  expect(faults).toEqual([expect.objectContaining({ message: "no contents" })]);
});

test("a fault that leaves no page is thrown, and not reported as well", async () => {
  const faults: unknown[] = [];
  const page = render(createElement(Failing), { onError: (error) => faults.push(error) });
  await expect(page).rejects.toThrow("no contents");
  expect(faults).toEqual([]);
});

test("a page that is no longer needed ends with what is there", async () => {
  const controller = new AbortController();
  const Loading = () => {
    // After the work that renders it: the shell is there then.
    setImmediate(() => controller.abort(new Error("the client has left")));
    return "loading";
  };
  const late = createElement(Late, { value: Promise.withResolvers<string>().promise });
  const page = createElement(Suspense, { fallback: createElement(Loading) }, late);
  const { text } = await render(page, { signal: controller.signal });
  expect(text).toContain("loading");
});

test("a page that is not needed from the start is not rendered to its end", async () => {
  await expect(
    render(waiting(Promise.withResolvers<string>().promise), {
      signal: AbortSignal.abort(new Error("gone")),
    }),
  ).rejects.toThrow("gone");
});
