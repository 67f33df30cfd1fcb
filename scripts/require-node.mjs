const NEEDED = [20, 19];

/** Said before anything newer is loaded, where it would end in a syntax error instead. */
export const requireNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  process.stderr.write(
    `Sparline needs Node.js ${NEEDED.join('.')} or newer; this is ${process.versions.node}. ` +
      'See https://nodejs.org\n',
  );
  process.exit(1);
};
