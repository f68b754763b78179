import { makeCommand } from "./kinds/command.ts";
import { makeJob } from "./kinds/job.ts";
import { makePage } from "./kinds/page.ts";
import { makeRoute } from "./kinds/route.ts";
import { makeService } from "./kinds/service.ts";
import { makeTask } from "./kinds/task.ts";
import type { Make } from "./made.ts";
import type { MakeKind } from "./words.ts";

/** What makes each kind. */
export const makers: Readonly<Record<MakeKind, Make>> = {
  service: makeService,
  route: makeRoute,
  page: makePage,
  command: makeCommand,
  task: makeTask,
  job: makeJob,
};
