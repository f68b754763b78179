export { createLifecycle, type Lifecycle, type LifecycleOptions, type LifecyclePart } from "./lifecycle.ts";
export { createProcessPhase, type Phase, type ProcessPhase } from "./phase.ts";
export { onSignals, type SignalHandlers } from "./signals.ts";
