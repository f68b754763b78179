export { Markdown, type MarkdownProps } from "./markdown.ts";
export { type ParsedMarkdown, parseMarkdown } from "./parse-markdown.ts";
