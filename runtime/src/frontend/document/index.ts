export { type DocumentOptions, renderDocument } from "./render-document.ts";
