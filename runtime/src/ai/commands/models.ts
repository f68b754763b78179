import { formatTable, print, printResult } from "../../terminal/index.ts";
import { DEVELOPMENT_PROVIDER } from "../development/development-provider.ts";
import type { AiCommandOptions, GivenOptions } from "./options.ts";

/** Lists the models that callers may choose, and the host of each. */
export async function models(options: AiCommandOptions, { json }: GivenOptions): Promise<void> {
  const { preferred, offered, providers } = options.registry;
  const report = offered.map((model) => ({
    ...model,
    host: findProvider(options, model.name)?.host ?? null,
  }));
  printResult(json, { models: report }, () => {
    if (providers.length === 0) return "No provider is configured.";
    const others = providers.filter(
      ({ name }) => !offered.some((model) => model.name.startsWith(`${name}:`)),
    );
    return formatTable([
      ["MODEL", "HOST", ""],
      ...report.map(({ name, host, isDefault }) => [name, host ?? "", isDefault ? "default" : ""]),
      ...others.map(({ name, host }) => [`${name}:<model>`, host, ""]),
    ]);
  });
  if (!json && preferred === undefined && providers.length > 0)
    print("AI_MODEL is not set, so each request has to name its model: --model <provider:model>.");
}

const findProvider = ({ registry }: Pick<AiCommandOptions, "registry">, model: string) =>
  registry.providers.find(({ name }) => model.startsWith(`${name}:`));

/** Where a message to a model goes, for its author. */
export function describeModel(options: Pick<AiCommandOptions, "registry">, model: string): string {
  const provider = findProvider(options, model);
  if (provider?.name === DEVELOPMENT_PROVIDER)
    return `${model} responds. It is the development model: nothing leaves this machine.`;
  return `${model} responds. What you write is sent to ${provider?.host ?? "its provider"}.`;
}
