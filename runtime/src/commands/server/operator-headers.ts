/** The headers that authorize a request as an operator's. @param password the value of OVERSEER_PASSWORD */
export const createOperatorHeaders = (password: string) => ({
  authorization: `Basic ${Buffer.from(`admin:${password}`).toString("base64")}`,
});
