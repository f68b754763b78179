import { type AiCaller, toOwner } from "../caller.ts";
import { createForeignOwnerError } from "./errors.ts";

/** The owner of documents that everyone may read. */
export const PUBLIC_OWNER = "public";

/** An owner in whose name a caller may add and delete documents. */
export interface DocumentOwner {
  /** As a document names it: "user:1", "organisation:1". */
  readonly owner: string;
  readonly name: string;
}

/** Finds the organisations of a user, with what they are called. */
export type FindOrganisations = (
  user: string,
) => Promise<readonly { readonly id: string; readonly name: string }[]>;

/** Whose documents a caller reaches. */
export interface DocumentOwners {
  /** Their own, those of their organisations and those of everyone. */
  readable(caller: AiCaller): Promise<readonly string[]>;
  /** Their own first, then those of their organisations. */
  writable(caller: AiCaller): Promise<readonly DocumentOwner[]>;
}

/** Creates what decides whose documents a caller reaches. Membership is looked up each time, so one that has ended counts at once. */
export function createDocumentOwners(organisationsOf: FindOrganisations = async () => []): DocumentOwners {
  async function writable(caller: AiCaller): Promise<readonly DocumentOwner[]> {
    const organisations = caller.kind === "user" ? await organisationsOf(caller.id) : [];
    return [
      { owner: toOwner(caller), name: "You" },
      ...organisations.map(({ id, name }) => ({ owner: `organisation:${id}`, name })),
    ];
  }
  return {
    writable,
    readable: async (caller) => [...(await writable(caller)).map(({ owner }) => owner), PUBLIC_OWNER],
  };
}

/** Throws `ai.document-owner-refused` unless the caller may add documents in the name of an owner. */
export async function requireWritable(
  owners: Pick<DocumentOwners, "writable">,
  caller: AiCaller,
  owner: string,
): Promise<void> {
  const writable = await owners.writable(caller);
  if (!writable.some((each) => each.owner === owner)) throw createForeignOwnerError(owner);
}
