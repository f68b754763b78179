import { describeStreams } from "./describe-streams.ts";

// A sample: `npm run test:long` reads 200 streams at a time for a minute.
describeStreams(50, 2_000);
