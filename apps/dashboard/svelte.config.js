import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: {
    runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
  },
  kit: {
    adapter: adapter({ fallback: 'index.html' }),
    alias: { '@sparline/personas': '../../libs/personas/src' },
    // The server caches hashed files for a year, so an open tab has to notice a new release itself.
    version: { pollInterval: 300_000 },
  },
};
