import type { Name } from "./name.ts";

/** Where the service of a name is. Entry points of the same name call it. */
export const servicePath = ({ kebab }: Name): string => `app/services/${kebab}/${kebab}-service.ts`;

/** Whether the service in this text can be called by entry points: it still has what `aegis make service` writes. */
export function hasOverview(service: string, { camel }: Name): boolean {
  const parts = [`export const ${camel}Overview`, `export const ${camel}Service`, "overview()"];
  return parts.every((part) => service.includes(part));
}
