import type {
  JSONSchema7,
  LanguageModelV4CallOptions,
  LanguageModelV4FunctionTool,
  LanguageModelV4Prompt,
} from "@ai-sdk/provider";
import { createSample } from "./sample-object.ts";

/** What the development model makes of a request. */
export type DevelopmentResponse =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "tool"; readonly name: string; readonly input: string };

/** Tool results are data for a model; a reader sees that much of them. */
const MAX_SHOWN_CHARACTERS = 2_000;

/**
 * Decides what the development model answers: the result of a tool whose name or description the question mentions, an object where one
 * is asked for, else a sentence on what it is. The same request always has the same response.
 *
 * @param application the name of the application, whose tools are all that it knows
 */
export function decideResponse(
  application: string,
  { prompt, tools = [], toolChoice, responseFormat }: LanguageModelV4CallOptions,
): DevelopmentResponse {
  const question = findQuestion(prompt);
  const results = findResults(prompt);
  if (results !== undefined) return { kind: "text", text: results };
  const own = tools.filter((tool) => tool.type === "function");
  const chosen = toolChoice?.type === "none" ? undefined : chooseTool(own, question, toolChoice);
  if (chosen !== undefined) {
    const input = JSON.stringify(createSample(chosen.inputSchema, question));
    return { kind: "tool", name: chosen.name, input };
  }
  if (responseFormat?.type === "json")
    return {
      kind: "text",
      text: JSON.stringify(createSample(responseFormat.schema ?? ANY_OBJECT, question)),
    };
  return { kind: "text", text: introduce(application, own, question) };
}

const ANY_OBJECT: JSONSchema7 = { type: "object" };

/** The text of the last message of the user. */
function findQuestion(prompt: LanguageModelV4Prompt): string {
  const message = prompt.findLast(({ role }) => role === "user");
  if (message?.role !== "user") return "";
  return message.content
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join(" ")
    .trim();
}

/** What the tools responded with that were called for this question; undefined before any was. */
function findResults(prompt: LanguageModelV4Prompt): string | undefined {
  const last = prompt.at(-1);
  if (last?.role !== "tool") return undefined;
  const parts = last.content.flatMap((part) => (part.type === "tool-result" ? [part] : []));
  return parts
    .map(({ toolName, output }) => {
      if (output.type === "execution-denied") return `\`${toolName}\` was not run.`;
      const value =
        output.type === "text" || output.type === "error-text" ? output.value : format(output.value);
      return `\`${toolName}\` responded:\n\n\`\`\`json\n${value.slice(0, MAX_SHOWN_CHARACTERS)}\n\`\`\``;
    })
    .join("\n\n");
}

const format = (value: unknown): string => JSON.stringify(value, null, 2);

/** The tool that shares most words with the question; a tool that is required even when none does. */
function chooseTool(
  tools: readonly LanguageModelV4FunctionTool[],
  question: string,
  choice: LanguageModelV4CallOptions["toolChoice"],
): LanguageModelV4FunctionTool | undefined {
  if (choice?.type === "tool") return tools.find(({ name }) => name === choice.toolName);
  const asked = new Set(wordsOf(question));
  const scored = tools.map((tool) => ({
    tool,
    score: wordsOf(`${tool.name} ${tool.description ?? ""}`).filter((word) => asked.has(word)).length,
  }));
  const [best] = scored.toSorted((one, other) => other.score - one.score);
  if (best === undefined) return undefined;
  return best.score > 0 || choice?.type === "required" ? best.tool : undefined;
}

/** Words that stand in every question and in every description. */
const COMMON_WORDS = new Set(
  "the a an of is are in on to and or what which how many does do it its for with this that".split(" "),
);

function wordsOf(text: string): string[] {
  const words = text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return [...new Set(words)].filter((word) => word.length > 1 && !COMMON_WORDS.has(word));
}

function introduce(
  application: string,
  tools: readonly LanguageModelV4FunctionTool[],
  question: string,
): string {
  const names = tools.map(({ name }) => `\`${name}\``).join(", ");
  return [
    `I am the development model of ${application}: no provider is configured, and nothing leaves this machine.`,
    tools.length === 0
      ? "This application has no tools for me."
      : `I can call the application's tools: ${names}.`,
    question === "" ? "You wrote nothing." : `You wrote: “${question.slice(0, MAX_SHOWN_CHARACTERS)}”`,
  ].join("\n\n");
}
