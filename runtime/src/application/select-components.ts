import type { Role } from "../settings/index.ts";
import type { ComponentRole, Components } from "./component.ts";
import type { Application } from "./define-application.ts";

/** In the order in which they start: an embedded queue takes seconds to open, so the worker comes after the server listens. */
const START_ORDER: readonly ComponentRole[] = ["scheduler", "web", "worker"];

/** Whether a process runs everything: in development, and where SINGLE_PROCESS says so. */
export const runsEverything = ({ settings }: Pick<Application, "settings">, role: Role): boolean =>
  role === "dev" || (role === "web" && settings.SINGLE_PROCESS === true);

/** The components that a process of `role` runs, in the order in which they start. */
export function selectComponents(
  application: Pick<Application, "settings" | "capabilities">,
  components: Components,
  role: Role,
): readonly ComponentRole[] {
  const isRun = (component: ComponentRole): boolean => {
    if (component === role) return true;
    if (role !== "dev" && role !== "web") return false;
    const runner = application.capabilities.find((each) => each.runner?.role === component)?.runner;
    return runner?.isWithinWeb ?? (component === "web" || runsEverything(application, role));
  };
  return START_ORDER.filter((component) => components[component] !== undefined && isRun(component));
}
