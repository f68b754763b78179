import { wordsOf } from "./operate.ts";

export interface Seen {
  status: number;
  /** Where a redirect leads; empty without one. */
  location: string;
  html: string;
  /** What is read on it. */
  text: string;
}

/** A browser without scripts: it keeps cookies, and sends forms as the page that shows them would. */
export function visitor(url: () => string) {
  const cookies = new Map<string, string>();

  async function ask(path: string, init: RequestInit = {}): Promise<Seen> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(cookie && { cookie }), "user-agent": FIREFOX_AGENT, ...init.headers };
    const response = await fetch(new URL(path, url()), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) keep(line);
    const html = await response.text();
    return {
      status: response.status,
      location: response.headers.get("location") ?? "",
      html,
      text: wordsOf(html),
    };
  }

  function keep(line: string): void {
    const [pair = ""] = line.split(";");
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    if (/max-age=0/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }

  return {
    cookies,
    get: (path: string) => ask(path),
    send: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      ask(path, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { origin: url(), ...headers },
      }),
  };
}

export type Visitor = ReturnType<typeof visitor>;

const FIREFOX_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
