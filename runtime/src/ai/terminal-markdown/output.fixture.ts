import { onTestFinished, vi } from "vitest";

/** Collects what is written to the standard output during a test, with the colours of a terminal where asked for. */
export function collectOutput({ isColoured = false } = {}): { readonly text: string } {
  vi.stubEnv("NO_COLOR", isColoured ? undefined : "1");
  vi.stubEnv("FORCE_COLOR", isColoured ? "1" : undefined);
  let text = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((piece) => {
    text += String(piece);
    return true;
  });
  onTestFinished(() => {
    spy.mockRestore();
    vi.unstubAllEnvs();
  });
  return {
    get text() {
      return text;
    },
  };
}
