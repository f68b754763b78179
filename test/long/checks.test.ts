import { describeChecks } from "../matrix/describe-checks.ts";
import { stacks } from "../matrix/stacks.ts";

// The sample in `npm test` is test/matrix/checks.test.ts.
describeChecks(stacks);
