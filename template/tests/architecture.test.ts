import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const SPECIFIER = /(?:\bfrom\s+|\bimport\s+|\bimport\()\s*"(?<specifier>[^"]+)"/g;

interface Arrow {
  from: string;
  to: string;
}

/** Every import inside the application, as paths below the root. Tests may reach where they like. */
function arrows(): Arrow[] {
  const files = globSync("app/**/*.{ts,tsx}", { cwd: ROOT }).filter((file) => !/\.test\.tsx?$/.test(file));
  return files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(SPECIFIER)].flatMap(({ groups }) => {
      const to = target(file, groups?.specifier ?? "");
      return to === undefined ? [] : [{ from: file, to }];
    }),
  );
}

function target(file: string, specifier: string): string | undefined {
  if (specifier.startsWith("#app/")) return specifier.slice(1);
  if (specifier.startsWith(".")) return relative(ROOT, join(ROOT, dirname(file), specifier));
  return undefined;
}

/** `app/components/backend/server.ts` is in layer `components`, part `backend`; `app/application.ts` is a layer of its own. */
function place(path: string): { layer: string; part: string } {
  const [, layer = "", part = ""] = path.split("/");
  return { layer: layer.replace(/\.ts$/, ""), part };
}

/** What each layer may import besides itself. */
const BELOW: Record<string, readonly string[]> = {
  core: [],
  services: ["core"],
  application: ["services", "core"],
  components: ["application", "services", "core"],
  cli: ["components", "application", "services", "core"],
  entrypoints: ["components", "application", "services", "core"],
};

function isForbidden({ from, to }: Arrow): boolean {
  const source = place(from);
  const destination = place(to);
  if (source.layer !== destination.layer) return !BELOW[source.layer]?.includes(destination.layer);
  return source.layer === "components" && source.part !== destination.part;
}

test("arrows point one way: entrypoints, components, application, services, core", () => {
  const found = arrows();
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter(isForbidden).map(({ from, to }) => `${from} must not import ${to}`)).toEqual([]);
});

test("no import leaves the application's folder by a relative path", () => {
  expect(arrows().filter(({ to }) => !to.startsWith("app/"))).toEqual([]);
});

// #region aegis:database
/** Whatever knows which database there is: its drivers, Drizzle's words for one dialect, and the runtime's. */
const ENGINE =
  /"(?:better-sqlite3|pg|drizzle-orm\/[\w-]+|@aegis-stack\/runtime\/[\w-]+\/(?:sqlite|postgres)\b[^"]*)"/;

test("which database there is, app/core alone knows", () => {
  const files = globSync("app/**/*.{ts,tsx}", { cwd: ROOT });
  const knowing = files.filter((file) => ENGINE.test(readFileSync(join(ROOT, file), "utf8")));
  expect(knowing.length).toBeGreaterThan(0);
  // Queues have engines of their own.
  expect(knowing.filter((file) => !/^app.core.(columns|database|queue)\b/.test(file))).toEqual([]);
});

// #endregion
test.each([
  ["app/core/log.ts", "app/services/jobs/index.ts", true],
  ["app/services/a/b.ts", "app/application.ts", true],
  ["app/application.ts", "app/components/backend/server.ts", true],
  ["app/application.ts", "app/services/a/b.ts", false],
  ["app/services/a/b.ts", "app/components/backend/server.ts", true],
  ["app/components/frontend/root.tsx", "app/components/backend/server.ts", true],
  ["app/components/frontend/root.tsx", "app/application.ts", false],
  ["app/entrypoints/web.ts", "app/components/backend/server.ts", false],
])("%s → %s is forbidden: %s", (from, to, forbidden) => {
  expect(isForbidden({ from, to })).toBe(forbidden);
});
