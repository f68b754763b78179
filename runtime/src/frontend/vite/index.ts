export { compressedAssets } from "./compressed-assets.ts";
export { type NativeModulesOptions, nativeModules } from "./native-modules.ts";
