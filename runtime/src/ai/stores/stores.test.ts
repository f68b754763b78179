import { describe } from "vitest";
import { describeApprovalStore } from "./approval-store.fixture.ts";
import { describeBudgetStore } from "./budget-store.fixture.ts";
import { describeConversationStore } from "./conversation-store.fixture.ts";
import { describeResponseStore } from "./response-store.fixture.ts";
import { STORES } from "./stores.fixture.ts";
import { describeUsageStore } from "./usage-store.fixture.ts";

describe.each(STORES)("$name", ({ open }) => {
  describeConversationStore(async () => (await open()).conversations);
  describeApprovalStore(async () => (await open()).approvals);
  describeBudgetStore(async () => (await open()).budgets);
  describeResponseStore(open);
  describeUsageStore(async () => (await open()).usage);
});
