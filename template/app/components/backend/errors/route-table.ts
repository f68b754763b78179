import type { RouteOptions } from "fastify";

/** Knows every route, to tell a path that is not there from a method that a path does not take. */
export class RouteTable {
  readonly #routes: { path: RegExp; methods: readonly string[] }[] = [];

  /** For Fastify's `onRoute`: told of each route as it is added. */
  readonly note = ({ url, method }: Pick<RouteOptions, "url" | "method">): void => {
    // What catches everything says nothing about a path.
    if (url.endsWith("*")) return;
    const steps = url.split("/").map((step) => (step.startsWith(":") ? "[^/]+" : literally(step)));
    this.#routes.push({ path: new RegExp(`^${steps.join("/")}$`), methods: [method].flat() });
  };

  /** The methods that a path takes; none when it is not there. */
  methodsOf(path: string): string[] {
    return [...new Set(this.#routes.flatMap((route) => (route.path.test(path) ? route.methods : [])))];
  }
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
