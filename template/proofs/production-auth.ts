/** What production cannot do without. */
export const authOfProduction = {
  AUTH_SECRET: "7c1f3b0a9e5d4c2b8a6f7e1d0c9b8a7f",
  PUBLIC_URL: "http://localhost:8000",
};
