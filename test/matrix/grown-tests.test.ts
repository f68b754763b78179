import { describeGrownTests } from "./describe-grown-tests.ts";
import { stacksWith } from "./stacks.ts";

// Minutes for each stack: `npm run test:long` takes every two choices.
describeGrownTests(stacksWith("fewest"));
