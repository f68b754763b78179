/** What production cannot do without: the address of a server that is away, since nothing is sent. */
export const mailOfProduction = {
  MAIL_URL: "smtp://127.0.0.1:1",
  MAIL_FROM: "no-reply@example.com",
};
