import { coveringSet } from "../matrix/covering.ts";
import { describeGrownTests } from "../matrix/describe-grown-tests.ts";
import { stacks } from "../matrix/stacks.ts";

// The sample in `npm test` is test/matrix/grown-tests.test.ts.
describeGrownTests(coveringSet(stacks, 2));
