import { createId } from "../../database/index.ts";
import type { AiDocuments } from "../ai-documents.ts";
import type { AiService } from "../ai-service.ts";
import { createDocumentsCheck } from "./health.ts";
import { createDocumentOwners, type DocumentOwners, type FindOrganisations } from "./owners.ts";
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
  /** What embeds. Called with the first use, since the models of an application are created with its documents. */
  ai(): RagModels;
  /** The organisations of a user, whose documents all their members may read, add and delete. None unless given. */
  readonly organisationsOf?: FindOrganisations;
  /** The address of a document's page, where the application has one; answers cite it. */
  documentLink?(id: string): string;
  /** Milliseconds since 1970. */
  now?(): number;
  /** Creates ids in the order of their creation; UUIDs of version 7 unless given. */
  createId?(): string;
}

/** The documents that the models and the users of an application search, for `documents` of `createAi`. */
export interface Rag extends AiDocuments {
  readonly service: RagService;
  /** An index of vectors, which searches use where it was built. */
  readonly index: VectorIndex;
  /** Whose documents a caller reaches. */
  readonly owners: DocumentOwners;
}

/** Embeds in development, while no provider is configured. */
const DEVELOPMENT_EMBEDDING_MODEL = "development:words";

/** Documents in the application's database, searched by similarity. Nothing is read and no model is asked before the first use. */
export function createRag(options: RagOptions): Rag {
  const { database, settings, ai, documentLink, now = Date.now } = options;
  const index = createVectorIndex(database);
  const owners = createDocumentOwners(options.organisationsOf);
  const service = new RagService({
    database,
    store: createRagStore(database),
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
    owners,
    tool: createSearchTool({ service, owners }),
    async command() {
      const { createRagCommand } = await import("./commands/rag.ts");
      return createRagCommand({ service, index });
    },
    checks: [createDocumentsCheck({ service })],
    routes: (callers) => async (app) => {
      const { createRagRoutes } = await import("./routes.ts");
      await app.register(createRagRoutes({ service, callers, owners }));
    },
  };
}

/** Where the development model answers, its provider embeds. */
const findDevelopmentModel = ({ model }: RagModels): string | undefined =>
  model?.startsWith("development:") ? DEVELOPMENT_EMBEDDING_MODEL : undefined;
