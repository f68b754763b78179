import { isRouteErrorResponse } from "react-router";

/**
 * Makes what keeps a page when its refresh gets no answer: what was last read is shown on, and its age tells. Refusals
 * are passed on, since they are answers.
 */
export function createLastKnown<Data>() {
  let last: { url: string; data: Data } | undefined;
  return async function orLastKnown({ url }: Request, read: () => Promise<Data>): Promise<Data> {
    try {
      const data = await read();
      last = { url, data };
      return data;
    } catch (error) {
      if (last?.url !== url || isRefusal(error)) throw error;
      return last.data;
    }
  };
}

const isRefusal = (error: unknown): boolean => isRouteErrorResponse(error) && error.status < 500;
