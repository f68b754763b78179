/** A text as a part of a pattern that matches just this text. `RegExp.escape` is newer than the oldest Node that runs aegis. */
export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
