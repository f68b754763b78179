import { formatCommand } from "../../format/index.ts";
import type { McpOptions } from "./options.ts";

/** Where a call is confirmed: on a page by a user, or by a command where there are no users. */
export interface Confirmation {
  /** For the model, which passes it on. */
  readonly waits: string;
  readonly address?: string;
  readonly command?: string;
}

/**
 * Says where a call is confirmed that waits.
 *
 * @param id that of the approval
 * @param requestUrl where the request was sent to, over HTTP
 */
export function describeConfirmation(
  {
    accounts,
    name,
    approvalPath,
    publicUrl,
  }: Pick<McpOptions, "accounts" | "name" | "approvalPath" | "publicUrl">,
  id: string,
  requestUrl?: string,
): Confirmation {
  if (accounts === undefined)
    return {
      waits: "Nothing has been done. An operator has to confirm this first, by the command below.",
      command: formatCommand(`${name} ai approvals confirm ${id}`),
    };
  const origin = publicUrl ?? requestUrl;
  return {
    waits: "Nothing has been done. The user has to confirm this first, at the address below.",
    address: origin === undefined ? approvalPath : new URL(approvalPath, origin).href,
  };
}
