/** What Twilio answers in place of a resource. */
export class RestError extends Error {
  override readonly name = 'RestError';

  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }

  get body(): Record<string, unknown> {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}

/** Twilio's answers to what a knob asks for. */
const PLANNED: Readonly<Record<number, [status: number, message: string]>> = {
  20003: [401, 'Authenticate'],
  20429: [429, 'Too Many Requests'],
  20500: [500, 'An internal server error has occurred'],
  21211: [400, "Invalid 'To' Phone Number"],
  21215: [400, 'Account not authorized to call that number'],
  21219: [400, "'To' phone number not verified"],
  21408: [400, 'Permission to send an SMS has not been enabled for the region'],
  21608: [400, "The 'To' phone number provided is not yet verified for this account."],
  21610: [400, 'Attempt to send to unsubscribed recipient'],
  21614: [400, "'To' number is not a valid mobile number"],
};

export function plannedError(code: number): RestError {
  const [status, message] = PLANNED[code] ?? [400, 'Bad Request'];
  return new RestError(status, code, message);
}

export const notFound = (path: string): RestError =>
  new RestError(404, 20404, `The requested resource ${path} was not found`);
