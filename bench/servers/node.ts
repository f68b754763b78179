import { createServer, type ServerResponse } from "node:http";

// The floor: the same responses by node:http alone, the body checked by hand.
function respond(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": text.length,
  });
  response.end(text);
}

createServer((request, response) => {
  if (request.method === "GET") return respond(response, 200, { status: "alive" });
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { name, amount } = JSON.parse(Buffer.concat(chunks).toString());
    const valid = typeof name === "string" && name.length <= 100 && Number.isInteger(amount) && amount > 0;
    if (!valid) return respond(response, 400, { status: "invalid" });
    respond(response, 200, { name, amount, total: amount * 2 });
  });
}).listen(Number(process.env.PORT), "127.0.0.1");
