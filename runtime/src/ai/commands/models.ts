import { formatTable, print, printResult } from "../../terminal/index.ts";
import { DEVELOPMENT_PROVIDER } from "../development/development-provider.ts";
import type { AiCommandOptions, GivenOptions } from "./options.ts";

/** Lists the providers that are configured, and the model that answers by default. */
export async function models({ registry }: AiCommandOptions, { json }: GivenOptions): Promise<void> {
  const { preferred, providers } = registry;
  const report = {
    model: preferred ?? null,
    providers: providers.map(({ name, host }) => ({
      name,
      host,
      isDefault: preferred?.startsWith(`${name}:`) ?? false,
      isDevelopment: name === DEVELOPMENT_PROVIDER,
    })),
  };
  printResult(json, report, () => {
    const rows = report.providers.map(({ name, host, isDefault }) => [
      isDefault && preferred !== undefined ? preferred : `${name}:<model>`,
      host,
      isDefault ? "default" : "",
    ]);
    return rows.length === 0 ? "No provider is configured." : formatTable([["MODEL", "HOST", ""], ...rows]);
  });
  if (!json && preferred === undefined && providers.length > 0)
    print("AI_MODEL is not set, so each request has to name its model: --model <provider:model>.");
}

/** Where a message to a model goes, for its author. */
export function describeModel({ registry }: Pick<AiCommandOptions, "registry">, model: string): string {
  const provider = registry.providers.find(({ name }) => model.startsWith(`${name}:`));
  if (provider?.name === DEVELOPMENT_PROVIDER)
    return `${model} responds. It is the development model: nothing leaves this machine.`;
  return `${model} responds. What you write is sent to ${provider?.host ?? "its provider"}.`;
}
