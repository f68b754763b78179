import { coveringSet } from "./covering.ts";
import { describeOwnTests } from "./describe-own-tests.ts";
import { type Rendered, stacks } from "./stacks.ts";

// A stack with accounts takes minutes: those chosen hold each choice, with and without. The rest is compiled by threes
// and booted by pairs. What has a worker on Redis is nearly the template, whose tests run in its own folder.
const isTemplate = ({ stack }: Rendered) => stack.parts.some(({ choice }) => choice === "redis");
describeOwnTests(coveringSet(stacks, 1).filter((rendered) => !isTemplate(rendered)));
