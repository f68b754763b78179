import { coveringSet } from "./covering.ts";
import { describeOwnTests } from "./describe-own-tests.ts";
import { type Rendered, stacks } from "./stacks.ts";

// A stack with accounts takes minutes: those chosen hold each choice, with and without. The rest is compiled by threes
// and booted by pairs. What has a worker on Redis is nearly the template, whose tests run in its own folder.
const has = ({ stack }: Rendered, wanted: string) => stack.parts.some(({ choice }) => choice === wanted);
const chosen = coveringSet(stacks, 1).filter((rendered) => !has(rendered, "redis"));

// The template proves SQLite: there the proofs are a sample.
const isProven = (rendered: Rendered) => has(rendered, "sqlite");
describeOwnTests(
  chosen.filter((rendered) => !isProven(rendered)),
  { hasProofs: true },
);
describeOwnTests(chosen.filter(isProven), { hasProofs: false });
