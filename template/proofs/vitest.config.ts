import { mergeConfig } from "vitest/config";
import own from "../vitest.config.ts";

/** The application's own tests and these. Run it in the application's folder: `vitest run --config proofs/vitest.config.ts`. */
export default mergeConfig(own, {
  test: {
    include: ["proofs/**/*.test.ts", "make/app/services/**/*.test.ts"],
    globalSetup: ["proofs/pages/build.ts"],
  },
});
