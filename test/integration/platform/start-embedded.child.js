// A process of its own that starts the database in the folder it is given. Nobody compiles for it, so
// it compiles what it loads itself.
const { transformFileSync } = require('@swc/core');

const OPTIONS = {
  swcrc: false,
  module: { type: 'commonjs' },
  jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true } },
};
require.extensions['.ts'] = (module, filename) =>
  module._compile(transformFileSync(filename, OPTIONS).code, filename);

const {
  EmbeddedPostgres,
} = require('../../../apps/api/src/platform/database/embedded/embedded-postgres.ts');

EmbeddedPostgres.start(process.argv[2]).then(
  (server) => {
    process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
    process.send({ url: server.url });
  },
  (error) => {
    process.send({ error: error.message });
    process.disconnect();
  },
);
