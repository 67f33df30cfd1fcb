import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

const api = 'http://localhost:3000';

export default defineConfig({
  plugins: [tailwindcss(), sveltekit()],
  server: {
    proxy: {
      '/api': api,
      '/health': api,
      '/admin': api,
      '/socket.io': { target: api, ws: true },
    },
    fs: { allow: ['../../libs'] },
  },
});
