import { isRouteErrorResponse } from "react-router";

/**
 * Keeps a page when its refresh gets no response: it continues to show what was last read, with its age. Refusals are
 * passed on, since they are responses.
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
