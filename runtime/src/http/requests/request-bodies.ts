import type { FastifyInstance } from "fastify";

/** Deeper than any body that a route describes: validators recurse into it and would overflow the stack. */
const MAX_JSON_DEPTH = 100;

/** The text of a form; files arrive as multipart, up to BODY_LIMIT. */
const MAX_FORM_BYTES = 131_072;
const MAX_FORM_FIELDS = 1_000;

/** Creates an error whose code the catalogue explains, as it does the codes of Fastify's own errors. */
const createLimitError = (
  code: "REQUEST_JSON_TOO_DEEP" | "REQUEST_FORM_TOO_LARGE" | "REQUEST_TOO_MANY_FIELDS",
) => Object.assign(new Error("The body is beyond a limit."), { code });

/** Accepts JSON bodies and no others, and none that is nested more than 100 levels deep. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (isDeeperThan(body, MAX_JSON_DEPTH)) return done(createLimitError("REQUEST_JSON_TOO_DEEP"));
    return parse(request, body, done);
  });
}

/** Accepts JSON bodies like `acceptJson`, for routes whose library parses the JSON itself: they receive the bytes. */
export function acceptJsonBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (_request, body, done) =>
    isDeeperThan(body.toString("latin1"), MAX_JSON_DEPTH)
      ? done(createLimitError("REQUEST_JSON_TOO_DEEP"))
      : done(null, body),
  );
}

/** Accepts what pages are sent, as bytes: forms whose number of fields is within a limit, and what scripts submit. */
export function acceptForms(app: FastifyInstance): void {
  acceptJsonBytes(app);
  app.addContentTypeParser<Buffer>("text/plain", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser<Buffer>(
    "application/x-www-form-urlencoded",
    { parseAs: "buffer" },
    (_request, body, done) => {
      if (body.length > MAX_FORM_BYTES) return done(createLimitError("REQUEST_FORM_TOO_LARGE"));
      return occursMoreThan(body, "&", MAX_FORM_FIELDS)
        ? done(createLimitError("REQUEST_TOO_MANY_FIELDS"))
        : done(null, body);
    },
  );
  app.addContentTypeParser<Buffer>("multipart/form-data", { parseAs: "buffer" }, (request, body, done) => {
    const boundary = /boundary="?([^";,\s]{1,200})/i.exec(request.headers["content-type"] ?? "")?.[1];
    const parts = boundary === undefined ? "\n--" : `--${boundary}`;
    return occursMoreThan(body, parts, MAX_FORM_FIELDS)
      ? done(createLimitError("REQUEST_TOO_MANY_FIELDS"))
      : done(null, body);
  });
}

/** Whether `part` occurs in `text` more than `count` times; stops at the first one beyond. */
export function occursMoreThan(text: string | Buffer, part: string, count: number, from = 0): boolean {
  let found = 0;
  for (let at = text.indexOf(part, from); at !== -1; at = text.indexOf(part, at + part.length)) {
    found += 1;
    if (found > count) return true;
  }
  return false;
}

const OPENING_BRACKETS = new Set([0x5b, 0x7b]);
const CLOSING_BRACKETS = new Set([0x5d, 0x7d]);
const QUOTE_CODE = 0x22;
const BACKSLASH_CODE = 0x5c;

/** Whether a JSON text nests lists and objects deeper than `limit`. Reads each character once, and none of a text too short for it. */
export function isDeeperThan(json: string, limit: number): boolean {
  if (json.length <= limit) return false;
  let depth = 0;
  let inText = false;
  for (let index = 0; index < json.length; index++) {
    const sign = json.charCodeAt(index);
    if (inText) {
      if (sign === BACKSLASH_CODE) index += 1;
      else if (sign === QUOTE_CODE) inText = false;
    } else if (sign === QUOTE_CODE) inText = true;
    else if (OPENING_BRACKETS.has(sign)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (CLOSING_BRACKETS.has(sign)) depth -= 1;
  }
  return false;
}
