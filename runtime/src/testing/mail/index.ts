export { setup } from "./global-setup.ts";
