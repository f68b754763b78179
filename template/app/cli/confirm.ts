export { confirm } from "@aegis-stack/runtime/commands";
