export {
  formatStatus as marked,
  formatTable as table,
  print,
  printJson,
  styled,
} from "@aegis-stack/runtime/terminal";
