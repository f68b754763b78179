export interface Fault {
  status: number;
  code: string;
  detail: string;
  todo: string;
}

export const PATH_TOO_LONG: Fault = {
  status: 414,
  code: "request.path-too-long",
  detail: "The path, or a part of it, is longer than any that exists here.",
  todo: "Shorten it.",
};

export const QUERY_TOO_LONG: Fault = {
  status: 414,
  code: "request.query-too-long",
  detail: "The query is longer, or has more parameters, than the server takes.",
  todo: "Send fewer or shorter parameters.",
};

export const HEADERS_TOO_LARGE: Fault = {
  status: 431,
  code: "request.headers-too-large",
  detail: "The headers are larger, or more in number, than the server takes.",
  todo: "Send fewer or shorter headers; old cookies are the usual cause.",
};

/** What Fastify and the parsers of bodies refuse, by the error's code. */
export const REFUSED: Readonly<Record<string, Fault>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: {
    status: 400,
    code: "request.malformed-json",
    detail: "The body is not JSON, or holds a key that objects must not have.",
    todo: "Send valid JSON without keys such as __proto__.",
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    code: "request.empty-body",
    detail: "The body is empty, yet its type is application/json.",
    todo: "Send a JSON body, or leave the Content-Type header out.",
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: "request.content-length",
    detail: "The body is not as long as the Content-Length header says.",
    todo: "Send the length of the body in bytes.",
  },
  FST_ERR_BAD_URL: {
    status: 400,
    code: "request.malformed-path",
    detail: "The path holds a percent sign that starts no valid escape.",
    todo: "Encode the path as UTF-8 with percent signs.",
  },
  FST_ERR_MAX_PARAM_LENGTH: PATH_TOO_LONG,
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: "request.too-large",
    detail: "The body is larger than the server takes.",
    todo: "Send less at once.",
  },
  REQUEST_FORM_TOO_LARGE: {
    status: 413,
    code: "request.form-too-large",
    detail: "The text of the form is longer than the server takes.",
    todo: "Shorten it, or send a long text as a file.",
  },
  REQUEST_TOO_MANY_FIELDS: {
    status: 413,
    code: "request.too-many-fields",
    detail: "The form has more fields than the server takes.",
    todo: "Send fewer fields at once.",
  },
  REQUEST_JSON_TOO_DEEP: {
    status: 400,
    code: "request.too-deep",
    detail: "The lists and objects of the body are nested too deeply.",
    todo: "Send them at most 100 levels deep.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: "request.media-type",
    detail: "The body is of a type that this path does not take.",
    todo: "Send JSON, with the header Content-Type: application/json.",
  },
  FST_ERR_HANDLER_TIMEOUT: {
    status: 503,
    code: "request.timeout",
    detail: "The answer took too long and was given up.",
    todo: "Try again in a moment.",
  },
};

export const INVALID: Fault = {
  status: 400,
  code: "request.invalid",
  detail: "The request is not valid for this path.",
  todo: "Correct what `errors` lists and send it again; /openapi.json describes every request.",
};

export const NOT_FOUND: Fault = {
  status: 404,
  code: "route.not-found",
  detail: "There is nothing at this path.",
  todo: "Check the path; /openapi.json lists those of the API.",
};

export const METHOD_NOT_ALLOWED: Fault = {
  status: 405,
  code: "route.method-not-allowed",
  detail: "This path does not take this method.",
  todo: "Use one of the methods in the Allow header.",
};

/** An error whose text was not written for callers: a bug, or a library's own. */
export const INTERNAL: Fault = {
  status: 500,
  code: "internal",
  detail: "Something went wrong on the server's side.",
  todo: "Try again; if it stays so, report the requestId, which leads to the cause in the server's log.",
};

/** A status that a library asked for; its message stays in the log. */
export function refusedBy(status: number, title: string): Fault {
  return {
    status,
    code: "request.refused",
    detail: `The request was refused: ${title}.`,
    todo: "Correct the request and send it again.",
  };
}

/** What Node refuses before there is a request, by the code of its error; anything else is no HTTP at all. */
export const UNREADABLE: Readonly<Record<string, Fault>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: "request.too-slow",
    detail: "The request did not arrive in time.",
    todo: "Send it again, faster.",
  },
  HPE_HEADER_OVERFLOW: HEADERS_TOO_LARGE,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: "request.too-large",
    detail: "The body's chunks carry more than the server takes.",
    todo: "Send the body without chunk extensions.",
  },
};

export const NOT_HTTP: Fault = {
  status: 400,
  code: "request.malformed",
  detail: "What arrived is not HTTP.",
  todo: "Send a request as HTTP/1.1 defines it.",
};
