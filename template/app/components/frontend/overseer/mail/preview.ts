/** Nothing but what is in the message itself: an image from elsewhere would tell its server that somebody looks. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The HTML of a message for a frame: with a policy that comes before whatever it says. */
export const previewOf = (html: string): string =>
  `<meta http-equiv="Content-Security-Policy" content="${POLICY}">${html}`;
