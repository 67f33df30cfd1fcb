/** Handed to whoever starts a process, so that nobody else reads it. */
export const environment = (): NodeJS.ProcessEnv => process.env;
