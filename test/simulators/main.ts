import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EspeakTextToSpeech } from '../../libs/voice/src/providers/espeak/espeak-text-to-speech';
import { SaidPage } from './host/said-page';
import { ACCOUNTS, allServices } from './host/all-services';
import { SimulatorHost } from './host/simulator-host';
import { callerVoice } from './twilio/caller-voice';
import { TwilioSimulator } from './twilio/twilio-simulator';
import { selfSignedCertificate } from './websocket/self-signed-certificate';

const USUAL_PORT = '4010';
const USUAL_WORDS = [
  'Hello, do you have a minute?',
  'How do you handle that today?',
  'What would have to change for you?',
  'Could we talk about it again next week?',
];

/** Where Node finds the certificate; it reads the variable only when it starts. */
function trust(cert: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulated-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'certificate.pem');
  writeFileSync(file, cert);
  return `export NODE_EXTRA_CA_CERTS=${file}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: USUAL_PORT },
      tls: { type: 'boolean', default: false },
      script: { type: 'string' },
    },
  });
  const voice = EspeakTextToSpeech.available() ? new EspeakTextToSpeech() : undefined;
  const certificate = values.tls ? selfSignedCertificate() : undefined;
  const said = SaidPage.ofFile(values.script, USUAL_WORDS);
  const telephone = new TwilioSimulator({ voice: callerVoice(voice) });
  const host = new SimulatorHost(allServices(said, voice, telephone), certificate);
  const { baseUrl } = await host.start(Number(values.port));
  console.log('Provider simulators are running. In another terminal:\n');
  if (certificate) console.log(trust(certificate.cert));
  for (const [vendor, path] of Object.entries(ACCOUNTS)) {
    console.log(`export ${vendor}_API_KEY=simulated ${vendor}_BASE_URL=${baseUrl}${path}`);
  }
  const { sid, authToken, phoneNumber } = telephone.account;
  console.log(`export TWILIO_ACCOUNT_SID=${sid} TWILIO_AUTH_TOKEN=${authToken}`);
  console.log(`export TWILIO_PHONE_NUMBER=${phoneNumber} TWILIO_BASE_URL=${baseUrl}`);
  console.log(
    `npm start\n\nType what the recognisers hear at ${baseUrl}/ , or call with npm run call. Stop with Ctrl-C.`,
  );
  const stop = (): void => {
    void Promise.all([host.close(), voice?.close()]);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The simulators could not start.');
  process.exitCode = 1;
});
