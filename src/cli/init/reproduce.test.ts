import { expect, test } from "vitest";
import type { State } from "../../evolve/state.ts";
import { reproducingCommand } from "./reproduce.ts";

const plain: State = {
  aegis: "1.2.3",
  name: "shop",
  components: [],
  services: [],
  packageManager: "npm",
  nodePin: false,
};

test("nothing chosen", () => {
  expect(reproducingCommand(plain)).toBe("npx aegis-stack@1.2.3 init shop --yes");
});

test("brackets are quoted for the shell, and another manager is named", () => {
  const state: State = {
    ...plain,
    components: ["database[postgres]", "redis"],
    services: ["auth[org,oauth]"],
    packageManager: "pnpm",
  };
  expect(reproducingCommand(state)).toBe(
    'pnpm dlx aegis-stack@1.2.3 init shop -c "database[postgres],redis" -s "auth[org,oauth]" --package-manager pnpm --yes',
  );
});

test("what needs no quotes has none", () => {
  expect(reproducingCommand({ ...plain, components: ["redis", "cache"] })).toContain(" -c redis,cache --yes");
});
