import type { ProviderErrorKind } from '../../resilience/provider-error';

/** What a close means where the vendor says nothing else (RFC 6455, section 7.4.1). */
export function kindOfClose(code: number): ProviderErrorKind {
  switch (code) {
    case 1002:
    case 1003:
    case 1007:
    case 1008:
    case 1009:
      return 'bad_request';
    case 1011:
    case 1012:
    case 1013:
      return 'server';
    default:
      return 'network';
  }
}
