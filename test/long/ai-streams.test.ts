import { describeStreams } from "../ai/describe-streams.ts";

// The sample in `npm test` is test/ai/streams.test.ts.
describeStreams(200, 60_000);
