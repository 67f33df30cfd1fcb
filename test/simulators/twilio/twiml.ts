import { isLoopback } from './public-address';
import { parseXml, type XmlElement, XmlError } from './xml';

export type Method = 'GET' | 'POST';

export type TwimlStream = {
  url: string;
  name?: string;
  parameters: Readonly<Record<string, string>>;
  statusCallback?: string;
  statusCallbackMethod: Method;
};

export type TwimlVerb =
  | { verb: 'connect'; stream: TwimlStream; action?: string; method: Method }
  | { verb: 'say'; text: string }
  | { verb: 'play'; url: string }
  | { verb: 'pause'; seconds: number }
  | { verb: 'redirect'; url: string; method: Method }
  | { verb: 'reject'; reason: 'rejected' | 'busy' }
  | { verb: 'hangup' };

/** What Twilio would put into its debugger. */
export class TwimlError extends Error {
  override readonly name = 'TwimlError';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const NO_XML = 12_100;
const WRONG_ROOT = 12_102;
const AGAINST_THE_SCHEMA = 12_200;
const LONGEST_PARAMETER = 500;

/** The attributes that each element may have. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  Response: [],
  Connect: ['action', 'method'],
  Stream: ['url', 'name', 'track', 'statusCallback', 'statusCallbackMethod'],
  Parameter: ['name', 'value'],
  Say: ['voice', 'language', 'loop'],
  Play: ['loop', 'digits'],
  Pause: ['length'],
  Redirect: ['method'],
  Reject: ['reason'],
  Hangup: [],
};

/**
 * The instructions of a TwiML document, in order. Stricter than Twilio, which skips what it does not
 * know: a typing error in an attribute is an error here.
 * @throws TwimlError
 */
export function parseTwiml(document: string): TwimlVerb[] {
  const root = rootOf(document);
  if (root.name !== 'Response') {
    throw new TwimlError(WRONG_ROOT, `The root element is <${root.name}>, not <Response>.`);
  }
  checkAttributes(root);
  return root.children.map(verbOf);
}

function rootOf(document: string): XmlElement {
  try {
    return parseXml(document);
  } catch (error) {
    if (error instanceof XmlError) throw new TwimlError(NO_XML, error.message);
    throw error;
  }
}

function verbOf(element: XmlElement): TwimlVerb {
  checkAttributes(element);
  const { attributes } = element;
  const text = element.text.trim();
  if (element.name !== 'Connect') noChildren(element);
  switch (element.name) {
    case 'Connect':
      return connect(element);
    case 'Say':
      if (text === '') throw against('<Say> has nothing to say.');
      return { verb: 'say', text };
    case 'Play':
      return { verb: 'play', url: text };
    case 'Pause':
      return { verb: 'pause', seconds: seconds(attributes['length'] ?? '1') };
    case 'Redirect':
      if (text === '') throw against('<Redirect> names no address.');
      return { verb: 'redirect', url: text, method: method(attributes['method']) };
    case 'Reject':
      return { verb: 'reject', reason: reason(attributes['reason'] ?? 'rejected') };
    case 'Hangup':
      return { verb: 'hangup' };
    default:
      throw against(`<${element.name}> is not simulated.`);
  }
}

function connect({ attributes, children }: XmlElement): TwimlVerb {
  const [stream, ...more] = children;
  if (stream?.name !== 'Stream' || more.length > 0) {
    throw against('<Connect> takes exactly one <Stream> here.');
  }
  checkAttributes(stream);
  const { action } = attributes;
  return {
    verb: 'connect',
    stream: streamOf(stream),
    action,
    method: method(attributes['method']),
  };
}

function streamOf({ attributes, children }: XmlElement): TwimlStream {
  const { url = '', name, track, statusCallback, statusCallbackMethod } = attributes;
  if (!URL.canParse(url)) throw against('<Stream> needs a url.');
  const isSocket = url.startsWith('wss://') || (url.startsWith('ws://') && isLoopback(url));
  if (!isSocket) throw against('The url of a <Stream> begins with wss://.');
  if (track !== undefined && track !== 'inbound_track') {
    throw against('<Connect><Stream> takes the inbound_track only.');
  }
  const parameters = Object.fromEntries(children.map(parameter));
  const callbackMethod = method(statusCallbackMethod);
  return { url, name, parameters, statusCallback, statusCallbackMethod: callbackMethod };
}

function parameter(element: XmlElement): [string, string] {
  checkAttributes(element);
  noChildren(element);
  const { name = '', value } = element.attributes;
  if (element.name !== 'Parameter' || name === '' || value === undefined) {
    throw against('<Stream> holds nothing but <Parameter name value>.');
  }
  if (name.length + value.length >= LONGEST_PARAMETER) {
    throw against(`The parameter ${name} has ${LONGEST_PARAMETER} characters or more.`);
  }
  return [name, value];
}

function checkAttributes({ name, attributes }: XmlElement): void {
  const known = ATTRIBUTES[name];
  const unknown = Object.keys(attributes).find((attribute) => !known?.includes(attribute));
  if (known && unknown) throw against(`<${name}> knows no attribute ${unknown}.`);
}

function noChildren({ name, children }: XmlElement): void {
  if (children.length > 0) throw against(`<${name}> holds no other elements here.`);
}

function method(value = 'POST'): Method {
  if (value === 'GET' || value === 'POST') return value;
  throw against('A method is GET or POST.');
}

function reason(value: string): 'rejected' | 'busy' {
  if (value === 'rejected' || value === 'busy') return value;
  throw against('<Reject> takes the reason rejected or busy.');
}

function seconds(value: string): number {
  if (/^\d+$/.test(value)) return Number(value);
  throw against('<Pause> takes a length in whole seconds.');
}

const against = (message: string): TwimlError => new TwimlError(AGAINST_THE_SCHEMA, message);
