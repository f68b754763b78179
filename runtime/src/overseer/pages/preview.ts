/** Only what is in the mail itself: an image from elsewhere would tell its server that it was opened. */
const PREVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The HTML of a mail for a frame, with a policy before everything that the mail contains. */
export const createPreview = (html: string): string =>
  `<meta http-equiv="Content-Security-Policy" content="${PREVIEW_POLICY}">${html}`;
