import { aiTables } from "@aegis-stack/runtime/ai/engine-tables";
import { ragTables } from "@aegis-stack/runtime/ai/rag/engine-tables";
import { authTables } from "@aegis-stack/runtime/auth/engine-tables";
import type { EngineTables } from "@aegis-stack/runtime/database";
import { jobTables } from "@aegis-stack/runtime/scheduler/engine-tables";

/** The tables that capabilities keep in the database. The runtime brings the steps that create and change them. */
export const engineTables: readonly EngineTables[] = [
  // A line for each capability that has some.
  authTables, // aegis:auth
  aiTables, // aegis:ai
  ragTables, // aegis:ai=rag
  jobTables, // aegis:scheduler=database
];
