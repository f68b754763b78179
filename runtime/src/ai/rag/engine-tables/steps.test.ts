import { describeSteps } from "../../../database/engine-tables/steps.fixture.ts";
import { ragTables } from "./index.ts";
import { createRagTables } from "./tables.ts";

describeSteps(ragTables, createRagTables);
