import type { Import } from "./made.ts";
import type { Name } from "./name.ts";

/** What an entry point calls: the service of its name, or, where that is the owner's own, nothing yet. */
export interface Source {
  /** The service has to be written along. */
  readonly isNew: boolean;
  readonly import: (...of: ("schema" | "service")[]) => Import | null;
  /** The schema of what is answered, as an expression. */
  readonly schema: string;
  /** What gives the answer, as an expression. */
  readonly call: string;
}

export const servicePath = ({ kebab }: Name): string => `app/services/${kebab}/${kebab}-service.ts`;

function called({ kebab, camel }: Name, isNew: boolean): Source {
  const named = { schema: `${camel}Overview`, service: `${camel}Service` };
  return {
    isNew,
    import: (...of) => ({
      names: of.map((each) => named[each]),
      from: `#app/services/${kebab}/${kebab}-service.ts`,
    }),
    schema: named.schema,
    call: `${named.service}.overview()`,
  };
}

function createOwnSource({ kebab }: Name): Source {
  return {
    isNew: false,
    import: () => null,
    schema: "z.object({ name: z.string(), at: z.iso.datetime() })",
    call: `{ name: "${kebab}", at: new Date().toISOString() }`,
  };
}

/** What an entry point of this name calls, given the text of the service's file, null where there is none. */
export function sourceFor(name: Name, service: string | null): Source {
  if (service === null) return called(name, true);
  const { camel } = name;
  const parts = [`export const ${camel}Overview`, `export const ${camel}Service`, "overview()"];
  return parts.every((part) => service.includes(part)) ? called(name, false) : createOwnSource(name);
}
