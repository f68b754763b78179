import { describeSteps } from "../../database/engine-tables/steps.fixture.ts";
import { authTables } from "./index.ts";
import { createAuthEngineTables } from "./tables.ts";

describeSteps(authTables, createAuthEngineTables);
