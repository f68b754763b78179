import { describeSteps } from "../../database/engine-tables/steps.fixture.ts";
import { aiTables } from "./index.ts";
import { createAiEngineTables } from "./tables.ts";

describeSteps(aiTables, createAiEngineTables);
