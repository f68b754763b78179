import { describeWholeStacks } from "../evolve/describe-whole-stacks.ts";
import { stacks } from "../matrix/stacks.ts";

// The sample in `npm test` is test/evolve/pairs.test.ts.
describeWholeStacks(stacks);
