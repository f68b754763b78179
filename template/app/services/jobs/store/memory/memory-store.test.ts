import { describeStore } from "../conformance.fixture.ts";
import { createMemoryStore } from "./memory-store.ts";

describeStore("memory store", async ({ time }) => createMemoryStore(time));
