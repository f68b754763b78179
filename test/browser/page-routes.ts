import overseerRoutes from "../../runtime/src/overseer/view/routes.ts";
import { runIn } from "../matrix/workspace.ts";

interface RouteEntry {
  path?: string;
  index?: boolean;
  children?: RouteEntry[];
}

/** Prints the table of pages as the application's own compiler reads it. */
const PRINT = `import routes from "./app/components/frontend/routes.ts"; console.log(JSON.stringify(routes));`;

/** The paths of an application's pages, as its `routes.ts` lists them, and of Overseer's. */
export function pageRoutesOf(folder: string): string[] {
  const { status, output } = runIn(folder, "node", ["--input-type=module", "--eval", PRINT]);
  if (status !== 0) throw new Error(output);
  const routes: RouteEntry[] = JSON.parse(output);
  const overseer = overseerRoutes.flatMap((route) => pathsOf(route, "/overseer"));
  return [...routes.flatMap((route) => pathsOf(route, "")), ...overseer];
}

function pathsOf({ path, children }: RouteEntry, parent: string): string[] {
  const own = path === undefined || path === "" ? parent : `${parent}/${path.replace(/^\//, "")}`;
  return children === undefined
    ? [own.replace(/\/$/, "") || "/"]
    : children.flatMap((child) => pathsOf(child, own));
}
