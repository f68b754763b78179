import { deserialize, serialize } from "node:v8";

/** What the server sends to the process that holds the embedded database. */
export type EngineRequest =
  /** The first message. `watcher` is the process that restarts the server after a change. */
  | { type: "hello"; secret: string; pid: number; watcher: number | undefined }
  | { type: "query"; id: number; text: string; values: readonly unknown[] };

/** What the process that holds the embedded database sends back. */
export type EngineResponse =
  | { type: "welcome" }
  /** Another server is connected. */
  | { type: "refused"; pid: number }
  | { type: "rows"; id: number; rows: unknown[]; rowCount: number }
  | { type: "error"; id: number; message: string; fields: Record<string, string> }
  | { type: "notification"; channel: string; payload: string };

const HEADER_BYTES = 4;

/** One message as bytes: its length, then its content, which preserves dates, numbers and bytes. */
export function encode(message: EngineRequest | EngineResponse): Buffer {
  const content = serialize(message);
  const frame = Buffer.allocUnsafe(HEADER_BYTES + content.length);
  frame.writeUInt32LE(content.length);
  content.copy(frame, HEADER_BYTES);
  return frame;
}

/** Splits a stream of bytes into messages again. Both ends are the same version of this file. */
export function createDecoder<Message>(receive: (message: Message) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    parts.push(chunk);
    size += chunk.length;
    while (size >= HEADER_BYTES) {
      const all = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
      const end = HEADER_BYTES + all.readUInt32LE();
      if (size < end) {
        parts = [all];
        return;
      }
      parts = [all.subarray(end)];
      size -= end;
      receive(deserialize(all.subarray(HEADER_BYTES, end)));
    }
  };
}
