import { createServer } from 'node:net';
import { ConfigError } from '../../config/config-error';

/** Asked before anything is started, so that a taken port costs no time. */
export const refuseTakenPort = (port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(problemOf(error, port, host)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });

const problemOf = (error: NodeJS.ErrnoException, port: number, host: string): Error => {
  const other = port < 65_000 ? port + 1 : 3000;
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError(
        'PORT',
        `a free port, and ${port} is taken. Stop what uses it, or choose another: PORT=${other} npm start`,
      );
    case 'EACCES':
      return new ConfigError(
        'PORT',
        `a port this user may use, and ${port} is not: PORT=3000 npm start`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError('HOST', `an address of this machine, and ${host} is none`);
    default:
      return error;
  }
};
