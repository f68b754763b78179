import { join } from "node:path";
import { expect, test } from "vitest";
import { proofsIn, ROOT_TESTS, TEMPLATE_TESTS } from "./proofs.ts";

const ROOT = join(import.meta.dirname, "../..");

test("tests of the generator that start processes or wait are proofs, by what their helpers import", () => {
  const proofs = proofsIn(ROOT, ROOT_TESTS);
  expect(proofs).toEqual(
    expect.arrayContaining([
      "test/init-git.test.ts",
      "test/worker/kill.test.ts",
      "test/evolve/killed.test.ts",
      "runtime/src/queue/engines.test.ts",
    ]),
  );
  expect(proofs).not.toContain("test/matrix/text.test.ts");
  expect(proofs).not.toContain("src/render/template.test.ts");
});

test("so are those of the template", () => {
  const proofs = proofsIn(join(ROOT, "template"), TEMPLATE_TESTS);
  expect(proofs).toEqual(
    expect.arrayContaining([
      "proofs/core/redis.test.ts",
      "proofs/backend/request-id.test.ts",
      "proofs/pages/production.test.ts",
    ]),
  );
  expect(proofs).not.toContain("app/services/jobs/plan/plan.test.ts");
});
