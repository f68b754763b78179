import { runIn } from "../matrix/workspace.ts";

interface RouteEntry {
  path?: string;
  index?: boolean;
  children?: RouteEntry[];
}

/** Prints the table of pages as the application's own compiler reads it. */
const PRINT = `import routes from "./app/components/frontend/routes.ts"; console.log(JSON.stringify(routes));`;

/** The paths of an application's pages, as its `routes.ts` lists them. */
export function pageRoutesOf(folder: string): string[] {
  const { status, output } = runIn(folder, "node", ["--input-type=module", "--eval", PRINT]);
  if (status !== 0) throw new Error(output);
  const routes: RouteEntry[] = JSON.parse(output);
  return routes.flatMap((route) => pathsOf(route, ""));
}

function pathsOf({ path, children }: RouteEntry, parent: string): string[] {
  const own = path === undefined ? parent : `${parent}/${path}`;
  return children === undefined ? [own || "/"] : children.flatMap((child) => pathsOf(child, own));
}
