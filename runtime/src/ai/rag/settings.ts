import { text, type Values } from "../../settings/index.ts";
import { parseModelReference } from "../models/model-reference.ts";

/** What is to be set for the search of documents. */
export const ragSettings = {
  /** The model that embeds documents and questions. Not set: in development one that is built in. */
  AI_EMBEDDING_MODEL: text({
    must: "must be the name of a provider and of its embedding model, such as openai:text-embedding-3-small",
    accepts: (given) => parseModelReference(given) !== undefined,
  }).optional(),
};

/** The values of `ragSettings`. */
export type RagValues = Values<typeof ragSettings>;
