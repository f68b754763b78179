export { escapeControls, escapeJson, escapeLine } from "./escape-controls.ts";
