import { AppError } from "@aegis-stack/runtime/errors";

/** A piece of a message. Every text is plain text: markup in it is shown, not obeyed. */
export type Piece =
  | { paragraph: string }
  /** A button; in the text version its label and the address. */
  | { action: string; url: string }
  /** Something to be typed or copied. */
  | { code: string }
  /** Small print. */
  | { note: string };

/** Markup of one text. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

export const textOf = (pieces: readonly Piece[]): string => pieces.map(plain).join("\n\n");

function plain(piece: Piece): string {
  if ("paragraph" in piece) return piece.paragraph;
  if ("action" in piece) return `${piece.action}:\n${webAddress(piece.url)}`;
  return "code" in piece ? piece.code : piece.note;
}

// Each colour is readable on white and on black: some programs turn the background dark and leave the rest.
export const htmlOf = (pieces: readonly Piece[]): string => pieces.map(marked).join("\n");

function marked(piece: Piece): string {
  if ("paragraph" in piece) return `<p style="margin:0 0 16px">${lines(piece.paragraph)}</p>`;
  if ("action" in piece) {
    const url = escaped(webAddress(piece.url));
    return [
      `<p style="margin:24px 0"><a href="${url}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1d5fd1;color:#ffffff;text-decoration:none;font-weight:600">${escaped(piece.action)}</a></p>`,
      `<p style="margin:0 0 16px;font-size:13px;word-break:break-all">${url}</p>`,
    ].join("\n");
  }
  if ("code" in piece) {
    return `<p style="margin:24px 0;font:600 24px/1.4 ui-monospace,Menlo,Consolas,monospace;letter-spacing:2px">${escaped(piece.code)}</p>`;
  }
  return `<p style="margin:0 0 16px;font-size:13px;color:#767676">${lines(piece.note)}</p>`;
}

const lines = (text: string): string => escaped(text).replaceAll("\n", "<br>\n");

/** Nothing but an address of the web may be behind a button: `javascript:` and the like are no place to go. */
function webAddress(url: string): string {
  const read = URL.parse(url);
  if (read && /^https?:$/.test(read.protocol)) return read.href;
  throw new AppError({
    code: "mail.invalid-link",
    kind: "internal",
    what: "A message was to hold a link that is no address of the web.",
    todo: "Give its action a whole address that begins with https://.",
  });
}
