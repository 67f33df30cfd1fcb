import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser } from 'playwright-core';

/** Where browsers usually are; `CHROMIUM` names another. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

type Found = { executablePath: string; libraryPath?: string; args: string[] };
type PackagedChromium = { executablePath(): Promise<string> };

/** The machine's own Chromium, else the one that comes as a package with libraries of its own. */
const findChromium = async (): Promise<Found> => {
  const own = [process.env.CHROMIUM, ...USUAL_PLACES].find((path) => path && existsSync(path));
  if (own) return { executablePath: own, args: ['--headless=new'] };
  const before = { ...process.env };
  // The package unpacks its libraries only where it believes to be on the platform it was made for.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const packaged = createRequire(__filename)('@sparticuz/chromium') as PackagedChromium;
  const executablePath = await packaged.executablePath();
  const libraryPath = process.env.LD_LIBRARY_PATH;
  process.env = before;
  return { executablePath, libraryPath, args: ['--headless=shell', '--no-zygote'] };
};

export type Microphone =
  /** A WAV file, played over and over. */
  { wav: string } | 'denied';

/** Chromium with a microphone that plays a file, or that nobody may use. */
export const openChromium = async (microphone: Microphone = 'denied'): Promise<Browser> => {
  const { executablePath, libraryPath, args } = await findChromium();
  const media =
    microphone === 'denied'
      ? []
      : [
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          `--use-file-for-fake-audio-capture=${microphone.wav}`,
        ];
  return chromium.launch({
    executablePath,
    args: [...args, ...QUIET, ...media],
    chromiumSandbox: false,
    ignoreDefaultArgs: ['--mute-audio'],
    env: {
      ...(process.env as Record<string, string>),
      ...(libraryPath === undefined ? {} : { LD_LIBRARY_PATH: libraryPath }),
    },
  });
};
