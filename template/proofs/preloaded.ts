/** What Node is given before a script, so that it starts as the application itself does. */
export const PRELOADED = ["--require", "@aegis-stack/runtime/preload"];
