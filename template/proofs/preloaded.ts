/** What Node is given before a script, so that it starts as the application itself does. */
export const PRELOAD_FLAGS = ["--require", "@aegis-stack/runtime/preload"];
