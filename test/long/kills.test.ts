import { describeKills } from "../worker/describe-kills.ts";

// The sample in `npm test` is test/worker/kill.test.ts.
describeKills(40);
