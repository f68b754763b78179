import { z } from "zod";

/** Characters that would end the line. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/**
 * Characters that change how the text around them is read, or that nothing shows: direction marks, zero-width spaces,
 * fillers, tags, and halves of a character. Joiners and variation selectors are looked at below, since emoji and many
 * scripts need them.
 */
const HIDDEN =
  /[\p{Cs}\p{Cn}\p{Co}\u2800]|(?!\u200c|\u200d|[\ufe00-\ufe0f])[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** A joiner or a variation selector that has nothing to join or to vary. */
const STRAY =
  /(?<![\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}])[\u200c\u200d](?!\p{M})|[\u200c\u200d]{2}|(?<![\p{L}\p{N}\p{P}\p{S}])[\ufe00-\ufe0f]/u;

/** More marks on one letter than any script has: they would cover the lines above and below. */
const STACKED = /\p{M}{6}/u;

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * What a person or an organisation is called: one line of characters that everybody sees alike, since it is shown in
 * lists and in mails beside the names of others.
 */
export const personName = z
  .string()
  .overwrite((name) =>
    name
      .normalize("NFC")
      .replace(/\p{Zs}+/gu, " ")
      .trim(),
  )
  .min(1, { error: "must not be empty" })
  .max(100, { error: "must have at most 100 characters" })
  .refine((name) => !CONTROL.test(name), {
    error: "must be one line, without control characters",
    abort: true,
  })
  .refine((name) => ![HIDDEN, STRAY, STACKED].some((found) => found.test(name)), {
    error: "must not hold characters that are invisible or change the direction of the text",
    abort: true,
  })
  .refine((name) => name === "" || VISIBLE.test(name), { error: "must hold a letter, a digit or a sign" });
