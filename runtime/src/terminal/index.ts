export { escapeControls, escapeJson, escapeLine } from "./escape-controls.ts";
export {
  formatStatus,
  formatTable,
  print,
  printError,
  printJson,
  printResult,
  styled,
  type TextStyle,
} from "./print.ts";
