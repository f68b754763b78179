import { describeRandomEdits } from "../evolve/edits/describe-random-edits.ts";

// The sample in `npm test` is test/evolve/edits/random.test.ts.
describeRandomEdits(1_000);
