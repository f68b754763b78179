import { z } from "zod";

/** Characters that would end the line. */
const CONTROL_CHARACTERS = /[\p{Cc}\u2028\u2029]/u;

/**
 * Characters that change how the text around them is read, or that nothing shows: direction marks, zero-width spaces,
 * fillers, tags, and halves of a character. Joiners and variation selectors are checked below, since emoji and many
 * scripts need them.
 */
const HIDDEN_CHARACTERS =
  /[\p{Cs}\p{Cn}\p{Co}\u2800]|(?!\u200c|\u200d|[\ufe00-\ufe0f])[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** A joiner or a variation selector that has nothing to join or to vary. */
const STRAY_JOINERS =
  /(?<![\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}])[\u200c\u200d](?!\p{M})|[\u200c\u200d]{2}|(?<![\p{L}\p{N}\p{P}\p{S}])[\ufe00-\ufe0f]/u;

/** More marks on one letter than any script has: they would cover the lines above and below. */
const STACKED_DIACRITICS = /\p{M}{6}/u;

const VISIBLE_CHARACTERS = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * The name of a user or an organisation: one line of characters that look the same to every reader, since it is shown in
 * lists and in mails beside other names.
 */
export const displayName = z
  .string()
  .overwrite((name) =>
    name
      .normalize("NFC")
      .replace(/\p{Zs}+/gu, " ")
      .trim(),
  )
  .min(1, { error: "must not be empty" })
  .max(100, { error: "must have at most 100 characters" })
  .refine((name) => !CONTROL_CHARACTERS.test(name), {
    error: "must be one line, without control characters",
    abort: true,
  })
  .refine(
    (name) => ![HIDDEN_CHARACTERS, STRAY_JOINERS, STACKED_DIACRITICS].some((found) => found.test(name)),
    {
      error: "must not hold characters that are invisible or change the direction of the text",
      abort: true,
    },
  )
  .refine((name) => name === "" || VISIBLE_CHARACTERS.test(name), {
    error: "must hold a letter, a digit or a sign",
  });
