import { describeOutages } from "../worker/describe-outages.ts";

// The sample in `npm test` is test/worker/outage.test.ts.
describeOutages([60, 300]);
