/**
 * A value as it may be shown: without the password of an address, wherever it stands. What is no secret by its name may
 * hold one all the same, such as the address of a server in a setting that takes a file.
 */
export function withoutCredentials(value: string): string {
  return value
    .replace(/(\/\/[^/@\s:]*):\S*@/g, "$1:…@")
    .replace(/(\/\/)[^/@\s:]+@/g, "$1…@")
    .replace(/([?&;][\w-]*(?:password|passphrase|secret|token|key)=)[^&;\s]*/gi, "$1…");
}
