/** Whether the server does not permit a command to its user. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof Error && /\bNOPERM\b/.test(error.message);

/** What the application can do without knowing; undefined where its user may not ask. */
export async function askIfPermitted<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}
