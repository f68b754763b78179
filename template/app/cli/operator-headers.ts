/** What a request carries to be let in as an operator, `password` being OVERSEER_PASSWORD. */
export const operatorHeaders = (password: string) => ({
  authorization: `Basic ${Buffer.from(`admin:${password}`).toString("base64")}`,
});
