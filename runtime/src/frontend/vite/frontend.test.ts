import { build, resolveConfig } from "vite";
import { expect, test } from "vitest";
import { type FrontendOptions, frontend } from "./frontend.ts";

const PAGES = "app/components/frontend";

/** Two pages of one area and one of another, all of which use the same module. */
const MODULES: Readonly<Record<string, string>> = {
  [`${PAGES}/auth/in.ts`]: 'import { shared } from "shared"; console.log("in", shared);',
  [`${PAGES}/auth/out.ts`]: 'import { shared } from "shared"; console.log("out", shared);',
  [`${PAGES}/start.ts`]: 'import { shared } from "shared"; console.log("start", shared);',
  [`${PAGES}/ui/shared.ts`]: 'export const shared = "shared by pages";',
};

const options: FrontendOptions = { load: (specifier) => import(specifier) };

/** The names of the files that browsers load for the pages, without hashes. */
async function namesOf(chunks: readonly string[]): Promise<string[]> {
  const input = Object.keys(MODULES).slice(0, 3);
  const result = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [
      ...frontend({ ...options, chunks }),
      {
        name: "pages",
        resolveId: (id) => (id === "shared" ? `${PAGES}/ui/shared.ts` : id in MODULES ? id : null),
        load: (id) => MODULES[id] ?? null,
      },
    ],
    build: {
      write: false,
      rollupOptions: { input, output: { chunkFileNames: "[name]", entryFileNames: "[name]" } },
    },
  });
  const outputs = [result].flat().flatMap((each) => ("output" in each ? each.output : []));
  return outputs.filter(({ fileName }) => !fileName.includes("runtime")).map(({ fileName }) => fileName);
}

test("what several pages use is in one file, and so is each area that was named", async () => {
  expect(new Set(await namesOf([]))).toEqual(new Set(["in", "out", "start", "shared"]));
  const named = await namesOf(["auth"]);
  expect(named).toEqual(expect.arrayContaining(["auth", "shared", "start"]));
});

test("the libraries of a chat page are known too, where there is one", async () => {
  const includedBy = async (chat: boolean) => {
    const plugins = frontend({ ...options, chat });
    return (await resolveConfig({ configFile: false, logLevel: "silent", plugins }, "serve")).optimizeDeps
      .include;
  };
  expect(await includedBy(true)).toContain("@ai-sdk/react");
  expect(await includedBy(false)).not.toContain("@ai-sdk/react");
});

test("the libraries of the pages are known before the first request, beside the owner's own", async () => {
  const { optimizeDeps } = await resolveConfig(
    { configFile: false, logLevel: "silent", plugins: frontend(options), optimizeDeps: { include: ["own"] } },
    "serve",
  );
  expect(optimizeDeps.include).toEqual(expect.arrayContaining(["own", "react", "react-router/dom", "zod"]));
});
