import { requireEngineTables } from "../../database/engine-tables/index.ts";
import { aiTables } from "../engine-tables/index.ts";
import type { AiDatabase, AiStores } from "./ai-stores.ts";

/**
 * Stores in the application's database, for any number of processes. The library of queries is loaded with the first use.
 *
 * @throws TypeError when the database lacks the tables `aiTables`
 */
export function createDatabaseStores(database: AiDatabase): AiStores {
  requireEngineTables(database, aiTables, "aiTables");
  let opening: Promise<AiStores> | undefined;
  const open = (): Promise<AiStores> => {
    opening ??= import("./open-database-stores.ts").then((module) => module.openDatabaseStores(database));
    return opening;
  };
  return {
    conversations: {
      isPersistent: true,
      list: async (...query) => (await open()).conversations.list(...query),
      create: async (...conversation) => (await open()).conversations.create(...conversation),
      read: async (...key) => (await open()).conversations.read(...key),
      rename: async (...change) => (await open()).conversations.rename(...change),
      delete: async (...key) => (await open()).conversations.delete(...key),
      append: async (...message) => (await open()).conversations.append(...message),
      deleteOlderThan: async (moment) => (await open()).conversations.deleteOlderThan(moment),
    },
    approvals: {
      create: async (approval) => (await open()).approvals.create(approval),
      list: async (owner) => (await open()).approvals.list(owner),
      take: async (...key) => (await open()).approvals.take(...key),
      deleteExpired: async (moment) => (await open()).approvals.deleteExpired(moment),
    },
    budgets: {
      reserve: async (...reservation) => (await open()).budgets.reserve(...reservation),
      adjust: async (...settlement) => (await open()).budgets.adjust(...settlement),
      read: async (...key) => (await open()).budgets.read(...key),
      deleteBefore: async (day) => (await open()).budgets.deleteBefore(day),
    },
    responses: {
      create: async (response) => (await open()).responses.create(response),
      read: async (key) => (await open()).responses.read(key),
      findActive: async (...conversation) => (await open()).responses.findActive(...conversation),
      begin: async (...begin) => (await open()).responses.begin(...begin),
      append: async (...chunks) => (await open()).responses.append(...chunks),
      end: async (...end) => (await open()).responses.end(...end),
      readChunks: async (...range) => (await open()).responses.readChunks(...range),
      deleteByConversation: async (...key) => (await open()).responses.deleteByConversation(...key),
      deleteOlderThan: async (moment) => (await open()).responses.deleteOlderThan(moment),
    },
    usage: {
      record: async (entry) => (await open()).usage.record(entry),
      list: async (query) => (await open()).usage.list(query),
      summarise: async (query) => (await open()).usage.summarise(query),
      deleteOlderThan: async (moment) => (await open()).usage.deleteOlderThan(moment),
    },
  };
}
