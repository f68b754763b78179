import { Writable } from "node:stream";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import { onSignals } from "../../process/index.ts";
import { createProtocolServer, type McpServerOptions } from "./mcp-server.ts";

/** A message that is longer ends the connection. */
const MAX_MESSAGE_BYTES = 1_048_576;

/** What a process exits with when it is asked to stop a second time. */
const EXIT_CODE_INTERRUPTED = 130;

/**
 * Serves one client over standard input and output. Resolves when the client closes the input, when the output is closed, or
 * when the process is asked to stop; calls that are active then are aborted.
 */
export async function serveOverStdio(options: McpServerOptions): Promise<void> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const output = claimStandardOutput();
  process.stdin.once("close", end).once("end", end);
  process.stdout.once("error", () => end());
  onSignals({ stop: () => end(), endNow: () => process.exit(EXIT_CODE_INTERRUPTED) });
  const connection = serveStdio(() => createProtocolServer(options), {
    transport: new StdioServerTransport(process.stdin, output, { maxBufferSize: MAX_MESSAGE_BYTES }),
    maxSubscriptions: 0,
    onerror(error) {
      options.log.warn({ err: error }, "a message over MCP could not be served");
    },
  });
  await ended;
  // Aborts the calls that are active.
  await connection.close();
  // An input that is open would keep the process alive.
  process.stdin.destroy();
}

/** Reserves the standard output for the protocol: whatever a tool prints goes to the standard error. */
function claimStandardOutput(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      write(chunk, (error) => done(error));
    },
  });
}
