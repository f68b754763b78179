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
    const sent = request(url, { method, headers: { ...type, ...headers }, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text,
          json: parsed(text),
          cookies: answer.headers["set-cookie"] ?? [],
        }),
      );
    });
    sent.on("error", reject);
    sent.end(content);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
