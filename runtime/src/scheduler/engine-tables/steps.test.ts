import { describeSteps } from "../../database/engine-tables/steps.fixture.ts";
import { createJobTables } from "../database/tables.ts";
import { jobTables } from "./index.ts";

describeSteps(jobTables, createJobTables);
