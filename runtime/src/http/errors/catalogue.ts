/** What a client receives about one cause of an error. */
export interface HttpFault {
  /** The HTTP status. */
  readonly status: number;
  /** Stable and machine-readable, `area.reason`. */
  readonly code: string;
  /** One sentence on what is wrong. */
  readonly detail: string;
  /** One sentence on what to do about it. */
  readonly hint: string;
}

/** A path beyond the limits of length or segments. */
export const PATH_TOO_LONG: HttpFault = {
  status: 414,
  code: "request.path-too-long",
  detail: "The path, or a part of it, is longer than any that exists here.",
  hint: "Shorten it.",
};

/** A query beyond the limits of length or parameters. */
export const QUERY_TOO_LONG: HttpFault = {
  status: 414,
  code: "request.query-too-long",
  detail: "The query is longer, or has more parameters, than the server takes.",
  hint: "Send fewer or shorter parameters.",
};

/** Headers beyond the limits of size or number. */
export const HEADERS_TOO_LARGE: HttpFault = {
  status: 431,
  code: "request.headers-too-large",
  detail: "The headers are larger, or more in number, than the server takes.",
  hint: "Send fewer or shorter headers; old cookies are the usual cause.",
};

/** What Fastify and the body parsers refuse, by the code of the error. */
export const FAULTS_BY_ERROR_CODE: Readonly<Record<string, HttpFault>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: {
    status: 400,
    code: "request.malformed-json",
    detail: "The body is not JSON, or holds a key that objects must not have.",
    hint: "Send valid JSON without keys such as __proto__.",
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    code: "request.empty-body",
    detail: "The body is empty, yet its type is application/json.",
    hint: "Send a JSON body, or leave the Content-Type header out.",
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: "request.content-length",
    detail: "The body is not as long as the Content-Length header says.",
    hint: "Send the length of the body in bytes.",
  },
  FST_ERR_BAD_URL: {
    status: 400,
    code: "request.malformed-path",
    detail: "The path holds a percent sign that starts no valid escape.",
    hint: "Encode the path as UTF-8 with percent signs.",
  },
  FST_ERR_MAX_PARAM_LENGTH: PATH_TOO_LONG,
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: "request.too-large",
    detail: "The body is larger than the server takes.",
    hint: "Send less at once.",
  },
  REQUEST_FORM_TOO_LARGE: {
    status: 413,
    code: "request.form-too-large",
    detail: "The text of the form is longer than the server takes.",
    hint: "Shorten it, or send a long text as a file.",
  },
  REQUEST_TOO_MANY_FIELDS: {
    status: 413,
    code: "request.too-many-fields",
    detail: "The form has more fields than the server takes.",
    hint: "Send fewer fields at once.",
  },
  REQUEST_JSON_TOO_DEEP: {
    status: 400,
    code: "request.too-deep",
    detail: "The lists and objects of the body are nested too deeply.",
    hint: "Send them at most 100 levels deep.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: "request.media-type",
    detail: "The body is of a type that this path does not take.",
    hint: "Send JSON, with the header Content-Type: application/json.",
  },
  FST_ERR_HANDLER_TIMEOUT: {
    status: 503,
    code: "request.timeout",
    detail: "The answer took too long and was given up.",
    hint: "Try again in a moment.",
  },
};

/** A request that does not fit the schema of its route; the faults are added. */
export const INVALID_REQUEST: HttpFault = {
  status: 400,
  code: "request.invalid",
  detail: "The request is not valid for this path.",
  hint: "Correct what `errors` lists and send it again; /openapi.json describes every request.",
};

/** A path without a route. A route that is hidden from a client responds with the same. */
export const ROUTE_NOT_FOUND: HttpFault = {
  status: 404,
  code: "route.not-found",
  detail: "There is nothing at this path.",
  hint: "Check the path; /openapi.json lists those of the API.",
};

/** A path whose routes do not accept the method; the methods are in the header Allow. */
export const METHOD_NOT_ALLOWED: HttpFault = {
  status: 405,
  code: "route.method-not-allowed",
  detail: "This path does not take this method.",
  hint: "Use one of the methods in the Allow header.",
};

/** An error whose text was not meant for clients: a bug, or one of a library. */
export const INTERNAL_ERROR: HttpFault = {
  status: 500,
  code: "internal",
  detail: "Something went wrong on the server's side.",
  hint: "Try again; if it stays so, report the requestId, which leads to the cause in the server's log.",
};

/** The fault for a status that a library chose; its message stays in the log. */
export function createRefusedFault(status: number, title: string): HttpFault {
  return {
    status,
    code: "request.refused",
    detail: `The request was refused: ${title}.`,
    hint: "Correct the request and send it again.",
  };
}

/** What Node.js refuses before there is a request, by the code of its error; anything else is no HTTP at all. */
export const UNREADABLE_FAULTS: Readonly<Record<string, HttpFault>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: "request.too-slow",
    detail: "The request did not arrive in time.",
    hint: "Send it again, faster.",
  },
  HPE_HEADER_OVERFLOW: HEADERS_TOO_LARGE,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: "request.too-large",
    detail: "The body's chunks carry more than the server takes.",
    hint: "Send the body without chunk extensions.",
  },
};

/** Bytes that are no HTTP request. */
export const NOT_HTTP: HttpFault = {
  status: 400,
  code: "request.malformed",
  detail: "What arrived is not HTTP.",
  hint: "Send a request as HTTP/1.1 defines it.",
};
