import type { RouteOptions } from "fastify";

/** Every route of a server, to distinguish an unknown path from a method that a path does not accept. */
export class RouteTable {
  readonly #routes: { path: RegExp; methods: readonly string[] }[] = [];

  /** Adds a route. A hook for Fastify's `onRoute`. */
  readonly add = ({ url, method }: Pick<RouteOptions, "url" | "method">): void => {
    // A wildcard says nothing about a single path.
    if (url.endsWith("*")) return;
    const steps = url.split("/").map((step) => (step.startsWith(":") ? "[^/]+" : escapePattern(step)));
    this.#routes.push({ path: new RegExp(`^${steps.join("/")}$`), methods: [method].flat() });
  };

  /** The methods that a path accepts; none when it is unknown. */
  findMethods(path: string): string[] {
    return [...new Set(this.#routes.flatMap((route) => (route.path.test(path) ? route.methods : [])))];
  }
}

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
