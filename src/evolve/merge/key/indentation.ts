/** One step of indentation as a text has it; "" where nothing in it is indented. */
function stepOf(text: string): string {
  return /^(\t| +)\S/m.exec(text)?.[1] ?? "";
}

/** A text with the steps of indentation that another one has. */
export function indentedLike(example: string, text: string): string {
  const [wanted, present] = [stepOf(example), stepOf(text)];
  if (wanted === "" || present === "" || wanted === present) return text;
  return text.replace(/^[ \t]+/gm, (indentation) => {
    const steps = Math.floor(indentation.length / present.length);
    return wanted.repeat(steps) + indentation.slice(steps * present.length);
  });
}
