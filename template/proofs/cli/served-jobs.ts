// import type { AddressInfo } from "node:net"; // aegis:scheduler=memory
// import { createScheduler } from "@aegis-stack/runtime/scheduler"; // aegis:scheduler=memory
// import { afterAll } from "vitest"; // aegis:scheduler=memory
// import { application } from "#app/application.ts"; // aegis:scheduler=memory
// import { createServer } from "#app/components/backend/server.ts"; // aegis:scheduler=memory
import { type OwnStore, ownStore } from "../scheduler/own-store.ts";

/** A store, and the settings with which a command finds its jobs. */
export async function servedJobs(): Promise<OwnStore> {
  return ownStore(); // aegis:scheduler=database
  // const own = await ownStore(); // aegis:scheduler=memory
  // const jobs = createScheduler({ name: "served", store: own.store }); // aegis:scheduler=memory
  // const app = await createServer({ application: { ...application, capabilities: [jobs.capability] } }); // aegis:scheduler=memory
  // await app.listen({ host: "127.0.0.1", port: 0 }); // aegis:scheduler=memory
  // afterAll(() => app.close()); // aegis:scheduler=memory
  // const address: AddressInfo = app.server.address() as AddressInfo; // aegis:scheduler=memory
  // return { ...own, environment: { PORT: String(address.port) } }; // aegis:scheduler=memory
}
