import { handle } from "@aegis-stack/runtime/queue";
import { sampleItemService } from "#app/services/sample-item/sample-item-service.ts";
import { sampleItemTask } from "#app/services/sample-item/sample-item-task.ts";

export const sampleItemHandler = handle(sampleItemTask, () => {
  return sampleItemService.overview(); // aegis:service
  // return { name: "sample-item", at: new Date().toISOString() }; // aegis:!service
});
