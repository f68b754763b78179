import { build, createServer } from "vite";
import { expect, onTestFinished, test } from "vitest";
import { nativeModules } from "./native-modules.ts";

/** Builds one module as a page would be built, for browsers or for the server. */
function bundle(code: string, { ssr, alias = {} }: { ssr: boolean; alias?: Record<string, string> }) {
  return build({
    configFile: false,
    logLevel: "silent",
    plugins: [
      nativeModules({ load: (specifier) => import(specifier) }),
      {
        name: "page",
        resolveId: (id) => (id === "page.ts" ? id : null),
        load: (id) => (id === "page.ts" ? code : null),
      },
    ],
    resolve: { alias },
    build: { ssr, write: false, rollupOptions: { input: "page.ts" } },
  });
}

const SERVICE = 'import { application } from "#app/application.ts"; console.log(application);';

test("on the server a service stays an import of the same specifier", async () => {
  const result = await bundle(SERVICE, { ssr: true });
  expect(JSON.stringify(result)).toContain('from \\"#app/application.ts\\"');
});

test("a service on its way to browsers stops the build and says what to do", async () => {
  await expect(bundle(SERVICE, { ssr: false })).rejects.toThrow(
    /page\.ts would carry #app\/application\.ts to browsers\. Use it in a loader/,
  );
});

const RUNTIME = 'import { AppError } from "@aegis-stack/runtime/errors"; console.log(AppError);';

test("on the server the runtime stays an import of the same specifier", async () => {
  const result = await bundle(RUNTIME, { ssr: true });
  expect(JSON.stringify(result)).toContain('from \\"@aegis-stack/runtime/errors\\"');
});

test("the runtime on its way to browsers stops the build and says what to do", async () => {
  await expect(bundle(RUNTIME, { ssr: false })).rejects.toThrow(
    /page\.ts would carry @aegis-stack\/runtime\/errors to browsers\. Use it in a loader/,
  );
});

test("what the runtime has for browsers reaches them, and stays an import on the server", async () => {
  const code =
    'import { readChatError } from "@aegis-stack/runtime/ai/chat-page"; console.log(readChatError);';
  expect(JSON.stringify(await bundle(code, { ssr: true }))).toContain(
    'from \\"@aegis-stack/runtime/ai/chat-page\\"',
  );
  const chatError = new URL("../../ai/chat-page/chat-error.ts", import.meta.url).pathname;
  const alias = { "@aegis-stack/runtime/ai/chat-page": chatError };
  const browser = JSON.stringify(await bundle(code, { ssr: false, alias }));
  expect(browser).not.toContain("@aegis-stack/runtime");
  expect(browser).toContain("did not respond");
});

test("in development a page's dependencies can be looked up, as for their styles, and not imported", async () => {
  const server = await createServer({
    configFile: false,
    logLevel: "silent",
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [nativeModules({ load: (specifier) => import(specifier) })],
  });
  onTestFinished(() => server.close());
  const { moduleGraph, pluginContainer } = server.environments.client;
  await expect(moduleGraph.getModuleByUrl("@aegis-stack/runtime/errors")).resolves.toBeUndefined();
  await expect(pluginContainer.resolveId("@aegis-stack/runtime/errors", "/page.ts")).rejects.toThrow(
    /page\.ts would carry/,
  );
});
