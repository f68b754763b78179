import { text } from "../../settings/index.ts";

/** The setting of the address that a provider's API is at. Credentials have a setting of their own, so none may be in it. */
export const providerAddress = () =>
  text({
    must: "must be the address of an API, such as https://models.example.com/v1, without user name and password",
    accepts: (given) => {
      const url = URL.parse(given);
      return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
    },
  });

/** The host of an address, for people. */
export const hostOf = (url: string): string => new URL(url).host;
