import { AppError } from "../errors/index.ts";
import type { Capability, CapabilityParts } from "./capability.ts";

/**
 * The capabilities in the order in which they start: each after those that it uses, otherwise as listed.
 *
 * @throws AppError `application.capability-twice` when two have one name, `application.capability-missing` when one uses
 * another that is not listed
 */
export function orderCapabilities(listed: readonly Capability[]): readonly CapabilityParts[] {
  const names = listed.map(({ capability }) => capability.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new AppError({
      code: "application.capability-twice",
      category: "invalid",
      message: `The application lists the capability "${twice}" twice.`,
      hint: "List each capability once in app/application.ts.",
    });
  const ordered = new Set<CapabilityParts>();
  const add = ({ capability }: Capability, usedBy?: string) => {
    if (!names.includes(capability.name)) throw missing(capability.name, usedBy ?? "The application");
    if (ordered.has(capability)) return;
    for (const used of capability.uses ?? []) add(used, capability.name);
    ordered.add(capability);
  };
  for (const capability of listed) add(capability);
  return [...ordered];
}

const missing = (name: string, usedBy: string) =>
  new AppError({
    code: "application.capability-missing",
    category: "invalid",
    message: `The capability "${usedBy}" uses "${name}", which the application does not list.`,
    hint: `Add "${name}" to the capabilities in app/application.ts.`,
  });
