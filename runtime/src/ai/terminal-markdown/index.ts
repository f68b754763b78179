export { createMarkdownWriter } from "./markdown-writer.ts";
export { renderMarkdown } from "./render-markdown.ts";
export { createPlainWriter, type TextWriter } from "./text-writer.ts";
