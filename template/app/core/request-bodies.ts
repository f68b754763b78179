import type { FastifyInstance } from "fastify";

/** Deeper than any body that a route describes: what walks through it does so by recursion, and would run out of stack. */
const MAX_JSON_DEPTH = 100;

/** A form's text; files come as multipart, up to BODY_LIMIT. */
const MAX_FORM_BYTES = 131_072;
const MAX_FORM_FIELDS = 1_000;

/** Codes of the errors below, as Fastify's own errors have them; the catalogue of errors says what each means. */
const JSON_TOO_DEEP = "REQUEST_JSON_TOO_DEEP";
const FORM_TOO_LARGE = "REQUEST_FORM_TOO_LARGE";
const TOO_MANY_FIELDS = "REQUEST_TOO_MANY_FIELDS";

const refusal = (code: string) => Object.assign(new Error("The body is beyond a limit."), { code });

/** Takes JSON bodies and no others, and none that is nested too deeply. */
export function takeJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (isDeeperThan(body, MAX_JSON_DEPTH)) return done(refusal(JSON_TOO_DEEP));
    return parse(request, body, done);
  });
}

/** The same, for routes whose library parses the JSON itself: they get the bytes. */
export function takeJsonBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (_request, body, done) =>
    isDeeperThan(body.toString("latin1"), MAX_JSON_DEPTH) ? done(refusal(JSON_TOO_DEEP)) : done(null, body),
  );
}

/** What pages are sent: forms, and what their scripts submit. As bytes, once the number of fields is known to be sane. */
export function takeForms(app: FastifyInstance): void {
  takeJsonBytes(app);
  app.addContentTypeParser<Buffer>("text/plain", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser<Buffer>(
    "application/x-www-form-urlencoded",
    { parseAs: "buffer" },
    (_request, body, done) => {
      if (body.length > MAX_FORM_BYTES) return done(refusal(FORM_TOO_LARGE));
      return hasMore(body, "&", MAX_FORM_FIELDS) ? done(refusal(TOO_MANY_FIELDS)) : done(null, body);
    },
  );
  app.addContentTypeParser<Buffer>("multipart/form-data", { parseAs: "buffer" }, (request, body, done) => {
    const boundary = /boundary="?([^";,\s]{1,200})/i.exec(request.headers["content-type"] ?? "")?.[1];
    const parts = boundary === undefined ? "\n--" : `--${boundary}`;
    return hasMore(body, parts, MAX_FORM_FIELDS) ? done(refusal(TOO_MANY_FIELDS)) : done(null, body);
  });
}

/** Whether `part` is in `text` more than `count` times; stops as soon as it knows. */
export function hasMore(text: string | Buffer, part: string, count: number, from = 0): boolean {
  let found = 0;
  for (let at = text.indexOf(part, from); at !== -1; at = text.indexOf(part, at + part.length)) {
    found += 1;
    if (found > count) return true;
  }
  return false;
}

const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether JSON opens more lists and objects within each other than `limit`. Reads each character once. */
export function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < json.length; index++) {
    const sign = json.charCodeAt(index);
    if (inText) {
      if (sign === BACKSLASH) index += 1;
      else if (sign === QUOTE) inText = false;
    } else if (sign === QUOTE) inText = true;
    else if (OPENING.has(sign)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (CLOSING.has(sign)) depth -= 1;
  }
  return false;
}
