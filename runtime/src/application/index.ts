export type { Capability, CapabilityParts, CapabilityRunner, OperatorRoutesContext } from "./capability.ts";
export type { Component, ComponentContext, ComponentRole, Components } from "./component.ts";
export {
  type Application,
  type ApplicationOptions,
  type ApplicationValues,
  defineApplication,
} from "./define-application.ts";
export { orderCapabilities } from "./order-capabilities.ts";
export { type LoadApplication, run } from "./run.ts";
