import { request } from "node:http";

export interface Sent {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  /** An object becomes JSON, a text stays as it is. */
  body?: unknown;
}

export interface Got {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
  json: Record<string, unknown>;
  /** Values of Set-Cookie. */
  cookies: readonly string[];
}

/** One request, header for header: `fetch` would add some of its own, and refuse others. */
export function send(url: URL, { method = "GET", headers = {}, body }: Sent = {}): Promise<Got> {
  const isText = typeof body === "string";
  const content = body === undefined || isText ? body : JSON.stringify(body);
  const type = content === undefined || isText ? {} : { "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: { ...type, ...headers }, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: parseBody(text),
          cookies: response.headers["set-cookie"] ?? [],
        }),
      );
    });
    sent.on("error", reject);
    sent.end(content);
  });
}

function parseBody(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
