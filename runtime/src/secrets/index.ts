export { createSignatureCheck, isSigned, signValue } from "./signed-values.ts";
export { readStoredSecret } from "./stored-secret.ts";
