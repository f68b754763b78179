import { AegisError } from "../errors.ts";
import { formatImports } from "../imports/format-imports.ts";
import type { Files } from "../render/file.ts";
import { applyTags } from "../render/tags.ts";
import { type Name, nameFor } from "./name.ts";

/** The name that every sample carries in place of the user's, in its path and in its text. */
const placeholder = nameFor("service", "sample-item");

/** The condition of the lines that need the service of the name. The others are for an owner's own file in its place. */
const SERVICE_CONDITION = "service";

const vocabulary = new Set([SERVICE_CONDITION]);

/** A key of an object, which the formatter quotes only where it has to. */
const propertyKey = ({ kebab }: Name): string => (kebab.includes("-") ? `"${kebab}":` : `${kebab}:`);

/** The forms of a name in the order of `placeholderForms`. */
const formsOf = (name: Name) => [propertyKey(name), name.kebab, name.camel, name.pascal, name.title];

const placeholderForms = formsOf(placeholder);
// One pass for all forms: a name that contains a form of the placeholder is not renamed again.
const anyForm = new RegExp(placeholderForms.join("|"), "g");

/** The text of a sample, or its path, with the name in place of the placeholder. */
export function renameSample(text: string, name: Name): string {
  const forms = formsOf(name);
  return text.replace(anyForm, (form) => forms[placeholderForms.indexOf(form)] ?? form);
}

function sampleText(samples: Files, path: string): string {
  const content = samples.get(path)?.content;
  if (typeof content === "string") return content;
  throw new AegisError("template-broken", {
    message: `The samples of aegis make have no ${path}.`,
    hint: "This is a fault of the package: please report it with the command you ran.",
  });
}

/**
 * The files that an application gets for some samples, as text by path. `hasService` tells whether there is a service of
 * the name that they can call.
 */
export function renderSamples(
  samples: Files,
  paths: readonly string[],
  name: Name,
  hasService: boolean,
): Map<string, string> {
  const facts = new Set(hasService ? [SERVICE_CONDITION] : []);
  return new Map(
    paths.map((path) => {
      const variant = applyTags(path, sampleText(samples, path), { facts, vocabulary });
      return [renameSample(path, name), formatImports(renameSample(variant, name))];
    }),
  );
}
