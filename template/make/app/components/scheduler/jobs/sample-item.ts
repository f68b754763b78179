import { defineJob, every } from "@aegis-stack/runtime/scheduler";
import { sampleItemService } from "#app/services/sample-item/sample-item-service.ts";

export const sampleItemJob = defineJob({
  id: "sample-item",
  description: "Reads the overview; replace it with your own work",
  schedule: every("1h"),
  timeout: "5m",
  run() {
    const { name, at } = sampleItemService.overview(); // aegis:service
    // const { name, at } = { name: "sample-item", at: new Date().toISOString() }; // aegis:!service
    return `Read ${name} at ${at}.`;
  },
});
