import { CAPABILITY_CONSUMERS, TYPESCRIPT_COMPILERS } from "../runtime/consumers.ts";
import { describeConsumers } from "../runtime/describe-consumers.ts";

// The sample in `npm test` is test/runtime/consumers.test.ts.
describeConsumers(
  CAPABILITY_CONSUMERS.map((consumer) => ({
    consumer,
    versions: TYPESCRIPT_COMPILERS.map(({ version }) => version),
  })),
);
