import { formatStatus, print, printError, printJson } from "../../../terminal/index.ts";
import type { RagCommandFlags, RagCommandOptions } from "./options.ts";

/** `ai rag reembed`. @throws AppError `ai.*` */
export async function reembed(
  { service }: RagCommandOptions,
  { json }: Pick<RagCommandFlags, "json">,
): Promise<void> {
  const embedded = await service.reembed({
    onProgress: ({ done, total }) => printError(`${done} of ${total} chunks`),
  });
  if (json) printJson({ embedded });
  else print(formatStatus("healthy", `${embedded} chunks were embedded again.`));
}

/** `ai rag index`. @throws AppError `ai.index-unavailable` */
export async function buildIndex(
  { index, service }: RagCommandOptions,
  { json }: Pick<RagCommandFlags, "json">,
): Promise<void> {
  const { model } = await service.count();
  const built = await index.build(model);
  if (json) return printJson(built);
  print(formatStatus(built.isAvailable ? "healthy" : "info", built.message));
}
