import { coveringSet } from "../matrix/covering.ts";
import { describeOwnTests } from "../matrix/describe-own-tests.ts";
import { stacks } from "../matrix/stacks.ts";

// Every two choices, with and without. The sample in `npm test` is test/matrix/own-tests.test.ts.
describeOwnTests(coveringSet(stacks, 2), { hasProofs: true });
