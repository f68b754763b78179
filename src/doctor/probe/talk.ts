import { connect } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { systemCode } from "../../errors.ts";

export interface Talk {
  readonly host: string;
  readonly port: number;
  readonly secure?: boolean;
  readonly say: string | Uint8Array;
  /** Whether what came so far is the whole response. */
  readonly isWhole: (response: string) => boolean;
  /** Milliseconds. */
  readonly limit: number;
}

/** What came of talking to a server: its response, or why there is none, in a word of the system's ("ECONNREFUSED"). */
export type Talked = { readonly response: string } | { readonly failed: string };

/** Says something to a server and reads its response. Never throws and never takes longer than the limit. */
export function talk({ host, port, secure = false, say, isWhole, limit }: Talk): Promise<Talked> {
  return new Promise((resolve) => {
    const socket = secure ? connectSecurely({ host, port, servername: host }) : connect({ host, port });
    let response = "";
    const end = (talked: Talked) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(talked);
    };
    const timer = setTimeout(() => end({ failed: "ETIMEDOUT" }), limit);
    socket.on("error", (error) => end({ failed: systemCode(error) ?? error.message }));
    socket.on("close", () => end({ failed: "ECONNRESET" }));
    socket.on(secure ? "secureConnect" : "connect", () => socket.write(say));
    socket.on("data", (chunk) => {
      response += chunk.toString("latin1");
      if (isWhole(response)) end({ response });
    });
  });
}
