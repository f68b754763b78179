import { AppError } from "../errors/index.ts";

/** A piece of a message. Every text is plain text: markup in it is shown, not obeyed. */
export type MailPiece =
  | { readonly paragraph: string }
  /** A button; in the text version its label and the address. */
  | { readonly action: string; readonly url: string }
  /** Something to be typed or copied. */
  | { readonly code: string }
  /** Small print. */
  | { readonly note: string };

/** A text as HTML that shows it as it is. */
export const escapeMailHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The body as plain text. */
export const renderMailText = (pieces: readonly MailPiece[]): string =>
  pieces.map(renderTextPiece).join("\n\n");

function renderTextPiece(piece: MailPiece): string {
  if ("paragraph" in piece) return piece.paragraph;
  if ("action" in piece) return `${piece.action}:\n${parseWebAddress(piece.url)}`;
  return "code" in piece ? piece.code : piece.note;
}

/**
 * The body as HTML. Each colour is readable on white and on black: some programs turn the background dark and leave the rest.
 */
export const renderMailHtml = (pieces: readonly MailPiece[]): string =>
  pieces.map(renderHtmlPiece).join("\n");

function renderHtmlPiece(piece: MailPiece): string {
  if ("paragraph" in piece) return `<p style="margin:0 0 16px">${lines(piece.paragraph)}</p>`;
  if ("action" in piece) {
    const url = escapeMailHtml(parseWebAddress(piece.url));
    return [
      `<p style="margin:24px 0"><a href="${url}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1d5fd1;color:#ffffff;text-decoration:none;font-weight:600">${escapeMailHtml(piece.action)}</a></p>`,
      `<p style="margin:0 0 16px;font-size:13px;word-break:break-all">${url}</p>`,
    ].join("\n");
  }
  if ("code" in piece) {
    return `<p style="margin:24px 0;font:600 24px/1.4 ui-monospace,Menlo,Consolas,monospace;letter-spacing:2px">${escapeMailHtml(piece.code)}</p>`;
  }
  return `<p style="margin:0 0 16px;font-size:13px;color:#767676">${lines(piece.note)}</p>`;
}

const lines = (text: string): string => escapeMailHtml(text).replaceAll("\n", "<br>\n");

/** A button leads to an address of the web and nothing else, such as `javascript:`. */
function parseWebAddress(url: string): string {
  const parsed = URL.parse(url);
  if (parsed && /^https?:$/.test(parsed.protocol)) return parsed.href;
  throw new AppError({
    code: "mail.invalid-link",
    category: "internal",
    message: "A message was to hold a link that is no address of the web.",
    hint: "Give its action a whole address that begins with https://.",
  });
}
