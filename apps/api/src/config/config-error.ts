/** What the operator has to change before the service can start; the message is one line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(variable: string, takes: string) {
    super(`${variable} takes ${takes}.`);
  }
}
