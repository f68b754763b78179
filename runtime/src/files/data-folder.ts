import { join } from "node:path";

/** The folder of what an application writes while it runs. @param folder the one of the application, absolute */
export const getDataFolder = (folder: string): string => join(folder, "data");
