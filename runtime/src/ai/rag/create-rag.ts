import type { Capability, CapabilityParts } from "../../application/index.ts";
import { createId } from "../../database/index.ts";
import type { AiService } from "../ai-service.ts";
import { type AiCaller, toOwner } from "../caller.ts";
import type { AiTool } from "../tools/ai-tool.ts";
import { createRagHealth, type RagHealth } from "./health.ts";
import { PUBLIC_OWNER } from "./owners.ts";
import { RagService } from "./rag-service.ts";
import { createSearchTool } from "./search-tool.ts";
import type { RagValues } from "./settings.ts";
import { createRagStore, type RagDatabase } from "./store/rag-store.ts";
import type { VectorIndex } from "./vector-index/index-types.ts";
import { createVectorIndex, type IndexDatabase } from "./vector-index/vector-index.ts";

/** What embeds: an `Ai`, or a part of one. */
export interface RagModels {
  readonly service: Pick<AiService, "embed">;
  /** The model that answers unless a request names another. */
  readonly model: string | undefined;
}

/** What the search of documents is created from. */
export interface RagOptions {
  /** The application's database, with `ragTables` among its engine tables. */
  readonly database: RagDatabase & IndexDatabase;
  readonly settings: RagValues;
  /** What embeds. Called with the first use, since the models of an application are created with the tool of this search. */
  ai(): RagModels;
  /** Whose documents a caller may read. Unless given, their own and those of everyone. */
  ownersOf?(caller: AiCaller): readonly string[] | Promise<readonly string[]>;
  /** The address of a document's page, where the application has one; answers cite it. */
  documentLink?(id: string): string;
  /** Milliseconds since 1970. */
  now?(): number;
  /** Creates ids in the order of their creation; UUIDs of version 7 unless given. */
  createId?(): string;
}

/** The documents that an application's models and users search. */
export interface Rag extends Capability {
  readonly capability: CapabilityParts & { readonly health: RagHealth };
  readonly service: RagService;
  /** An index of vectors, which searches use where it was built. */
  readonly index: VectorIndex;
  /** By which a model searches the documents that its caller may read. */
  readonly tool: AiTool;
  /** Whose documents a caller may read. */
  ownersOf(caller: AiCaller): readonly string[] | Promise<readonly string[]>;
}

/** Embeds in development, while no provider is configured. */
const DEVELOPMENT_EMBEDDING_MODEL = "development:words";

/** Documents in the application's database, searched by similarity. Nothing is read and no model is asked before the first use. */
export function createRag(options: RagOptions): Rag {
  const { database, settings, ai, ownersOf = findOwners, documentLink, now = Date.now } = options;
  const store = createRagStore(database);
  const index = createVectorIndex(database);
  const service = new RagService({
    database,
    store,
    index,
    findModel: () => settings.AI_EMBEDDING_MODEL ?? findDevelopmentModel(ai()),
    embed: (request) => ai().service.embed(request),
    documentLink,
    now,
    createId: options.createId ?? (() => createId(now())),
  });
  return {
    service,
    index,
    tool: createSearchTool({ service, ownersOf }),
    ownersOf,
    capability: {
      name: "rag",
      group: "service",
      summary: "documents that models search",
      health: createRagHealth({ service }),
    },
  };
}

const findOwners = (caller: AiCaller): readonly string[] => [toOwner(caller), PUBLIC_OWNER];

/** Where the development model answers, its provider embeds. */
const findDevelopmentModel = ({ model }: RagModels): string | undefined =>
  model?.startsWith("development:") ? DEVELOPMENT_EMBEDDING_MODEL : undefined;
