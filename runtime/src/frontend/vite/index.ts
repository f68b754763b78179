export { type FrontendOptions, frontend } from "./frontend.ts";
