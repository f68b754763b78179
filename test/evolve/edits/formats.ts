import { parseDocument } from "yaml";

/** How owners write what the template writes: other formatters, other editors, other habits. Each keeps the meaning. */

const reindented = (text: string): string =>
  text.replace(/^( {2})+/gm, (indentation) => " ".repeat(indentation.length * 2));

const withTabs = (text: string): string =>
  text.replace(/^( {2})+/gm, (indentation) => "\t".repeat(indentation.length / 2));

/** As `trailingComma: "none"` has it. */
const withoutTrailingCommas = (text: string): string => text.replace(/,(\n\s*[)\]}])/g, "$1");

/** As `semi: false` has it, where the next line does not go on. */
const withoutSemicolons = (text: string): string => text.replace(/;(\n(?!\s*[([`]))/g, "$1");

const singleQuotes = (text: string): string =>
  text.replace(/"([^"'`\\\n]*)"/g, (whole, inner: string) => (inner.includes("{") ? whole : `'${inner}'`));

/** As a formatter of YAML writes it: also what follows the hyphen of an item is indented. */
const reindentedYaml = (indent: number, indentSeq: boolean) => (text: string) =>
  parseDocument(text).toString({ indent, indentSeq, lineWidth: 0 });

export interface Format {
  readonly name: string;
  readonly on: RegExp;
  readonly rewrite: (text: string) => string;
}

const yamlFile = /\.ya?ml$/;
const script = /\.[cm]?ts$/;
const code = /\.(?:[cm]?tsx?|css)$/;

export const formats: readonly Format[] = [
  { name: "four blanks", on: /\.(?:[cm]?tsx?|css|json)$/, rewrite: reindented },
  { name: "YAML with four blanks", on: yamlFile, rewrite: reindentedYaml(4, true) },
  { name: "YAML with four blanks, lists not indented", on: yamlFile, rewrite: reindentedYaml(4, false) },
  { name: "YAML with three blanks", on: yamlFile, rewrite: reindentedYaml(3, true) },
  { name: "YAML with lists not indented", on: yamlFile, rewrite: reindentedYaml(2, false) },
  { name: "tabs", on: /\.(?:[cm]?tsx?|css|json)$/, rewrite: withTabs },
  { name: "no trailing commas", on: code, rewrite: withoutTrailingCommas },
  { name: "no semicolons", on: script, rewrite: withoutSemicolons },
  { name: "single quotes", on: script, rewrite: singleQuotes },
  {
    name: "all of it",
    on: script,
    rewrite: (text) => singleQuotes(withoutSemicolons(withoutTrailingCommas(reindented(text)))),
  },
];
