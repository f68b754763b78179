export { escapeControls, escapeJson, escapeLine } from "./escape-controls.ts";
export {
  formatStatus,
  formatTable,
  print,
  printError,
  printJson,
  printPart,
  printResult,
  styled,
  type TextStyle,
} from "./print.ts";
