import { defineJob, every } from "@aegis-stack/runtime/scheduler";
import { sampleItemService } from "#app/services/sample-item/sample-item-service.ts"; // aegis:service

export const sampleItemJob = defineJob({
  id: "sample-item",
  description: "Looks at the overview; replace it by what shall be done",
  schedule: every("1h"),
  timeout: "5m",
  run() {
    const { name, at } = sampleItemService.overview(); // aegis:service
    // const { name, at } = { name: "sample-item", at: new Date().toISOString() }; // aegis:!service
    return `Looked at ${name} at ${at}.`;
  },
});
