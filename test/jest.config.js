const { resolve } = require('node:path');

const swc = [
  '@swc/jest',
  {
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
  },
];

const shared = {
  rootDir: resolve(__dirname, '..'),
  testEnvironment: 'node',
  // Real servers, sockets and browsers on a busy machine; a project's own `testTimeout` is not heeded.
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
  transform: { '^.+\\.(t|j|mj)s$': swc },
  // Jest 30 cannot require ES modules on Node 20, so dependencies that are only ESM are compiled.
  transformIgnorePatterns: [
    '/node_modules/(?!(uuid|jose|speex-resampler|nanoid|mpg123-decoder|@wasm-audio-decoders|@eshaz|simple-yenc)/)',
  ],
  moduleNameMapper: {
    '^\\$lib/(.*)$': '<rootDir>/apps/dashboard/src/lib/$1',
    '^@sparline/voice$': '<rootDir>/libs/voice/src/index.ts',
    '^@sparline/voice/testing$': '<rootDir>/libs/voice/src/testing/index.ts',
    '^@sparline/personas$': '<rootDir>/libs/personas/src/index.ts',
  },
};

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,migrations,test,scripts}/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/integration/**/*.int-spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
    {
      ...shared,
      displayName: 'measured',
      testMatch: ['<rootDir>/test/e2e/**/*.measured-spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
    {
      ...shared,
      displayName: 'journeys',
      testMatch: ['<rootDir>/test/journeys/**/*.journey-spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
};
