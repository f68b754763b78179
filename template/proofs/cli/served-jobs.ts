// import type { AddressInfo } from "node:net"; // aegis:scheduler=memory
// import { createScheduler } from "@aegis-stack/runtime/scheduler"; // aegis:scheduler=memory
// import { afterAll } from "vitest"; // aegis:scheduler=memory
// import { application } from "#app/application.ts"; // aegis:scheduler=memory
// import { createServer } from "#app/components/backend/server.ts"; // aegis:scheduler=memory
import { type OwnStore, ownStore } from "../scheduler/own-store.ts";

/** A store, and the settings with which a command finds its jobs. */
export async function servedJobs(): Promise<OwnStore> {
  // #region aegis:scheduler=database
  return ownStore();
  // #else
  // const own = await ownStore();
  // const jobs = createScheduler({ name: "served", store: own.store });
  // const app = await createServer({ application: { ...application, capabilities: [jobs.capability] } });
  // await app.listen({ host: "127.0.0.1", port: 0 });
  // afterAll(() => app.close());
  // const address: AddressInfo = app.server.address() as AddressInfo;
  // return { ...own, environment: { PORT: String(address.port) } };
  // #endregion
}
