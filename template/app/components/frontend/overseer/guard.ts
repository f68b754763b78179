import { AppError } from "@aegis-stack/runtime/errors";
import { data, type MiddlewareFunction, redirect } from "react-router"; // aegis:auth
// import { data, type MiddlewareFunction } from "react-router"; // aegis:!auth
import { signInPath } from "#app/components/frontend/auth/next.ts"; // aegis:auth
import { pageContext } from "#app/components/frontend/serve/context.ts";
// import { APP_NAME } from "#app/core/constants.ts"; // aegis:!auth
import { type Admission, allowsMethod } from "#app/services/system/operators/admission.ts";

// #region aegis:!auth
// /** The API's routes for operators name the same, so that a browser asks once for both. */ // aegis:!auth
// const CHALLENGE = `Basic realm="${APP_NAME} operations", charset="UTF-8"`; // aegis:!auth
//  // aegis:!auth
// /** Tells a browser that was refused to ask for the password; it gets the page of the refusal all the same. */ // aegis:!auth
// const challenge: MiddlewareFunction<Response> = async (_, next) => { // aegis:!auth
//   const response = await next(); // aegis:!auth
//   if (response.status === 401) response.headers.set("www-authenticate", CHALLENGE); // aegis:!auth
//   return response; // aegis:!auth
// }; // aegis:!auth
//  // aegis:!auth
// #endregion aegis:!auth
const admit: MiddlewareFunction<Response> = async (asked) => {
  const admission = await judge(asked.context.get(pageContext).admission);
  switch (admission) {
    case "read-only":
      if (!allowsMethod(admission, asked.request.method)) throw data(null, { status: 403 });
      break;
    // #region aegis:!auth
    // case "closed": // aegis:!auth
    //   throw data(null, { status: 404 }); // aegis:!auth
    // case "credentials": // aegis:!auth
    //   throw data(null, { status: 401 }); // aegis:!auth
    // #endregion aegis:!auth
    // #region aegis:auth
    case "sign-in":
      throw redirect(signInPath(asked.request));
    case "forbidden":
      throw data(null, { status: 403 });
    // #endregion aegis:auth
    case "limited":
      throw data(null, { status: 429 });
  }
};

async function judge(admission: () => Promise<Admission>) {
  try {
    return await admission();
  } catch (error) {
    if (error instanceof AppError && error.kind === "limited") return "limited";
    throw error;
  }
}

/**
 * Lets operators in and nobody else. It belongs to the route, not to a path: whichever way an address is
 * spelt, whatever leads to the operations pages or to their data passes here.
 */
export const operatorsOnly: MiddlewareFunction<Response>[] = [admit]; // aegis:auth
// export const operatorsOnly: MiddlewareFunction<Response>[] = [challenge, admit]; // aegis:!auth
