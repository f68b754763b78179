interface Term {
  readonly word: string;
  readonly negated: boolean;
}

/** One of these groups must hold, each of whose terms must hold. */
export type Condition = readonly (readonly Term[])[];

const term = /^!?[a-z][a-z0-9-]*(=[a-z0-9-]+)?$/;

/**
 * Reads `worker`, `!database`, `database=postgres`, `scheduler&database`, `worker|cache` ("&" binds closer).
 * Answers with a sentence instead when it is malformed or uses a word that no stack could make true.
 */
export function parseCondition(text: string, vocabulary: ReadonlySet<string>): Condition | string {
  const groups: Term[][] = [];
  for (const group of text.split("|")) {
    const terms: Term[] = [];
    for (const each of group.split("&")) {
      if (!term.test(each)) return `"${text}" is not a condition.`;
      const negated = each.startsWith("!");
      const word = negated ? each.slice(1) : each;
      if (!vocabulary.has(word)) return `"${word}" in the condition "${text}" is unknown to the catalog.`;
      terms.push({ word, negated });
    }
    groups.push(terms);
  }
  return groups;
}

/** Whether the condition is true of a stack with these facts. */
export function holds(condition: Condition, facts: ReadonlySet<string>): boolean {
  return condition.some((group) => group.every(({ word, negated }) => facts.has(word) !== negated));
}

/** For conditions that stand in the catalog, which a test proves well-formed: absent means always. */
export function holdsText(text: string | undefined, facts: ReadonlySet<string>): boolean {
  if (text === undefined) return true;
  return text
    .split("|")
    .some((group) =>
      group.split("&").every((each) => (each.startsWith("!") ? !facts.has(each.slice(1)) : facts.has(each))),
    );
}
