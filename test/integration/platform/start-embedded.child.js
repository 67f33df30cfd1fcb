// A process of its own that starts the database in the folder it is given. Plain JavaScript, because
// nobody compiles for it: it does that itself, the way the tests do.
const { addHook } = require('pirates');
const { transformSync } = require('@swc/core');

addHook(
  (code, filename) =>
    transformSync(code, {
      filename,
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true } },
    }).code,
  { exts: ['.ts'], ignoreNodeModules: true },
);
const {
  EmbeddedPostgres,
} = require('../../../apps/api/src/platform/database/embedded/embedded-postgres.ts');

const say = (said) => process.send(said);

EmbeddedPostgres.start(process.argv[2]).then(
  (server) => {
    process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
    say({ url: server.url });
  },
  (error) => {
    say({ error: error.message });
    process.disconnect();
  },
);
