// What a run says when a person has to change something before it can work. Each ends a run with exit code 2.

/** The configuration is wrong. The message names file, place, key, what was found and what is allowed. */
export class ConfigError extends Error {
  override readonly name: string = "ConfigError";
}

/** The command line, or what it points at, is wrong. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}
