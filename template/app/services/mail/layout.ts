import { escapeMailHtml } from "@aegis-stack/runtime/mail";
import { APP_NAME } from "#app/core/constants.ts";

/**
 * The HTML that every message stands in. Styles are inline and few, since programs for mail keep little else; background
 * and text have no colour, so each shows its own in the light and in the dark.
 *
 * @param title plain text
 * @param body HTML
 */
export const layout = (title: string, body: string): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeMailHtml(title)}</title>
</head>
<body style="margin:0;padding:0">
<div style="max-width:560px;margin:0 auto;padding:32px 20px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<p style="margin:0 0 24px;font-weight:600">${escapeMailHtml(APP_NAME)}</p>
${body}
</div>
</body>
</html>
`;
