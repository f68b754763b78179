import { importText, type Made } from "../made.ts";
import type { Name } from "../name.ts";
import { servicePath } from "../source.ts";

/** A service with the schema of what it answers, and its test. */
export function serviceFiles(name: Name): Record<string, string> {
  const { kebab, camel, pascal } = name;
  const service = `import { z } from "zod";

/** The result of the service, for every entry point. Replace it by yours. */
export const ${camel}Overview = z.object({ name: z.string(), at: z.iso.datetime() });
type ${pascal}Overview = z.infer<typeof ${camel}Overview>;

export class ${pascal}Service {
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  overview(): ${pascal}Overview {
    return { name: "${kebab}", at: this.#now().toISOString() };
  }
}

/** The one that this application uses. */
export const ${camel}Service = new ${pascal}Service();
`;
  const test = `import { expect, test } from "vitest";
${importText({ names: [`${camel}Overview`, `${camel}Service`, `${pascal}Service`], from: `./${kebab}-service.ts` })}

test("tells its name and the time that it was given", () => {
  const service = new ${pascal}Service(() => new Date("2026-01-01T00:00:00Z"));
  const { name, at } = service.overview();
  expect(name).toBe("${kebab}");
  expect(at).toBe("2026-01-01T00:00:00.000Z");
});

test("answers what its schema says", () => {
  const answer = ${camel}Service.overview();
  expect(${camel}Overview.strict().parse(answer)).toEqual(answer);
});
`;
  return {
    [servicePath(name)]: service,
    [`app/services/${kebab}/${kebab}-service.test.ts`]: test,
  };
}

export function makeService(name: Name): Made {
  return {
    files: serviceFiles(name),
    wiring: [],
    next: `npx vitest run app/services/${name.kebab}`,
  };
}
