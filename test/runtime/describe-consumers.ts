import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../command.ts";
import {
  type Consumer,
  checkConsumer,
  createConsumer,
  subpathsFor,
  TYPESCRIPT_COMPILERS,
} from "./consumers.ts";

interface Case {
  readonly consumer: Consumer;
  /** The versions of TypeScript. */
  readonly versions: readonly string[];
}

/** Type-checks an application with the libraries of one capability, all declarations included. */
export function describeConsumers(cases: readonly Case[]): void {
  const place = temporaryFolder();
  describe.each(cases)(
    "an application with the libraries of: $consumer.capability",
    ({ consumer, versions }) => {
      test.each(TYPESCRIPT_COMPILERS.filter(({ version }) => versions.includes(version)))(
        "TypeScript $version finds no error in the runtime's declarations, and can name every type",
        async (compiler) => {
          const subpaths = subpathsFor(consumer.libraries);
          const folder = await createConsumer(place, consumer.libraries, subpaths);
          const { own, others } = checkConsumer(folder, compiler);
          // Libraries answer for their own declarations.
          expect(own, `Errors of others, not counted: ${JSON.stringify(others)}`).toEqual([]);
        },
      );
    },
  );
}
