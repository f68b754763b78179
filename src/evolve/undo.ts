export type Undo = () => void;

/** Takes steps back, the latest first. A step that fails does not keep the others from being taken. */
export function undoAll(steps: readonly Undo[]): void {
  for (const step of steps.toReversed()) {
    try {
      step();
    } catch {
      // What brought us here is the failure worth telling.
    }
  }
}
