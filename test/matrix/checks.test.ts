import { coveringSet } from "./covering.ts";
import { describeChecks } from "./describe-checks.ts";
import { stacks } from "./stacks.ts";

// Each takes a quarter of a minute and there are hundreds: `npm run test:long` checks all, and `text.test.ts` reads all.
describeChecks(coveringSet(stacks, 2));
