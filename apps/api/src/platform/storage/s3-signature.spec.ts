import { AwsV4Signer } from 'aws4fetch';
import { authorizationFor, momentOf } from './s3-signature';

const EMPTY_BODY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('An S3 signature', () => {
  it('is the one of the documented example', () => {
    const authorization = authorizationFor(
      {
        method: 'GET',
        url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
        headers: {
          host: 'examplebucket.s3.amazonaws.com',
          range: 'bytes=0-9',
          'x-amz-content-sha256': EMPTY_BODY,
          'x-amz-date': '20130524T000000Z',
        },
      },
      {
        region: 'us-east-1',
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      },
    );
    expect(authorization).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
        'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
        'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });

  it.each([
    ['GET', '/calls/recordings/0b6e/call.mp3', { range: 'bytes=0-9' }],
    ['PUT', '/calls/a', { 'content-type': 'audio/mpeg', 'content-length': '10' }],
    ['GET', "/calls?list-type=2&prefix=a%2F&continuation-token=1%2F%2B%3D~*'()!", {}],
    ['GET', '/calls?prefix=a+b&list-type=2&empty=', {}],
  ])('of %s %s is the one that another library makes', async (method, path, more) => {
    const account = { region: 'eu-west-1', accessKeyId: 'key', secretAccessKey: 'secret' };
    const url = new URL(`http://store.example:9000${path}`);
    const headers = {
      ...more,
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-amz-date': '20261126T101112Z',
    };
    const signer = new AwsV4Signer({
      ...account,
      method,
      url: url.href,
      headers,
      datetime: '20261126T101112Z',
      service: 's3',
      allHeaders: true,
    });
    const theirs = (await signer.sign()).headers.get('authorization');
    const ours = authorizationFor(
      { method, url, headers: { ...headers, host: url.host } },
      account,
    );
    expect(ours).toBe(theirs?.replaceAll(', ', ','));
  });

  it('writes its moment without punctuation', () => {
    expect(momentOf(new Date('2013-05-24T01:02:03.456Z'))).toBe('20130524T010203Z');
  });
});
