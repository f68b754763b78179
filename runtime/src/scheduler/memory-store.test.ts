import { describeStore } from "./conformance.fixture.ts";
import { createMemoryJobStore } from "./memory-store.ts";

describeStore("memory store", async ({ time }) => createMemoryJobStore(time));
