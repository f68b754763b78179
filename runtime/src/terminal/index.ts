export { escapeControls, escapeJson, escapeLine } from "./escape-controls.ts";
export {
  formatStatus,
  formatTable,
  print,
  printError,
  printJson,
  styled,
  type TextStyle,
} from "./print.ts";
