import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Features from the ground up; a feature may import those before it, never those after it. */
const FEATURE_ORDER = [
  ['auth'],
  ['tasks', 'jobs'],
  ['organizations'],
  ['personas', 'usage'],
  ['telephony'],
  ['calls'],
  ['gateways', 'recordings', 'scoring'],
  ['reports'],
];
const FEATURES = FEATURE_ORDER.flat();

const SERVER_LIBRARIES = ['@nestjs/*', 'nestjs-*', 'typeorm', 'bullmq', 'socket.io', 'socket.io/*'];
const OF_OTHER_FEATURES = ['repository', 'entity', 'processor', 'controller', 'gateway'];

const forbid = (...patterns) => ['error', { patterns: patterns.filter(Boolean) }];
const group = (names, message) => ({ group: names, message });

const TYPEORM_ONLY_IN_REPOSITORIES = group(
  ['typeorm', 'typeorm/*', '@nestjs/typeorm'],
  'Only repositories, entities, migrations and platform/database touch TypeORM.',
);
const BULLMQ_ONLY_IN_THE_QUEUE = group(
  ['bullmq', '@nestjs/bullmq'],
  'Only platform/queue touches BullMQ.',
);
const SOCKETS_ONLY_IN_GATEWAYS = group(
  ['socket.io', 'socket.io/*', 'ws', '@nestjs/websockets', '@nestjs/platform-socket.io'],
  'Only gateways touch sockets.',
);
const LIBRARIES_BY_THEIR_FRONT_DOOR = group(
  ['**/libs/*', '**/libs/**', '@sparline/*/src', '@sparline/*/src/**'],
  'Import @sparline/voice and @sparline/personas by name.',
);

/** What a feature may not see: features above it or beside it, and the insides of those below. */
const featureRules = (feature) => {
  const level = FEATURE_ORDER.findIndex((names) => names.includes(feature));
  const outOfReach = FEATURE_ORDER.slice(level)
    .flat()
    .filter((name) => name !== feature);
  const inReach = FEATURE_ORDER.slice(0, level).flat();
  return [
    outOfReach.length > 0 &&
      group(
        outOfReach.flatMap((name) => [`../${name}/**`, `../../${name}/**`]),
        `${feature} may not import this feature: the arrows are in docs/architecture.md.`,
      ),
    inReach.length > 0 &&
      group(
        inReach.flatMap((name) =>
          OF_OTHER_FEATURES.flatMap((role) => [
            `../${name}/**/*.${role}`,
            `../../${name}/**/*.${role}`,
            `../${name}/*.${role}`,
          ]),
        ),
        'A feature is reached only through its service and its schemas.',
      ),
  ];
};

const ONLY_CONFIG_READS_THE_ENVIRONMENT = {
  object: 'process',
  property: 'env',
  message: 'Only config/ reads the environment.',
};
const CLOCK_ONLY = [
  ONLY_CONFIG_READS_THE_ENVIRONMENT,
  { object: 'Date', property: 'now', message: 'Time comes from the Clock port.' },
  { object: 'performance', property: 'now', message: 'Time comes from the Clock port.' },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      'dist/**',
      'coverage/**',
      '.data/**',
      '**/.svelte-kit/**',
      'apps/dashboard/{build,static}/**',
      'apps/dashboard/src/lib/api/schema.d.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    ignores: ['apps/dashboard/**'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
      'no-console': 'error',
      'max-lines': ['error', 400],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
      'no-restricted-properties': ['error', ONLY_CONFIG_READS_THE_ENVIRONMENT],
    },
  },
  {
    files: ['libs/**/*.ts'],
    rules: {
      'no-restricted-imports': forbid(
        group(SERVER_LIBRARIES, 'Libraries know no framework.'),
        group(['**/apps/**'], 'Libraries know no application.'),
      ),
    },
  },
  {
    files: ['libs/personas/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': forbid(
        group(SERVER_LIBRARIES, 'Libraries know no framework.'),
        group(['**/apps/**', '@sparline/voice*', '**/voice/**'], 'Personas know no audio.'),
      ),
    },
  },
  {
    files: ['libs/voice/**/*.ts'],
    rules: {
      'no-restricted-imports': forbid(
        group(SERVER_LIBRARIES, 'Libraries know no framework.'),
        group(
          ['**/apps/**', '@sparline/personas', '**/personas/**'],
          'The voice knows no persona.',
        ),
      ),
    },
  },
  {
    files: ['libs/voice/src/**/*.ts'],
    ignores: ['libs/voice/src/clock/**', '**/*.spec.ts', '**/*.thread.ts'],
    rules: {
      'no-restricted-properties': ['error', ...CLOCK_ONLY],
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: 'Timers come from the Clock port.' },
        { name: 'setInterval', message: 'Timers come from the Clock port.' },
      ],
    },
  },
  {
    files: ['apps/api/src/config/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['scripts/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['apps/api/src/{platform,config}/**/*.ts'],
    rules: {
      'no-restricted-imports': forbid(
        group(
          FEATURES.flatMap((name) => [`../${name}/**`, `../../${name}/**`, `../../../${name}/**`]),
          'platform/ and config/ know no feature.',
        ),
        LIBRARIES_BY_THEIR_FRONT_DOOR,
      ),
    },
  },
  ...FEATURES.flatMap((feature) => [
    {
      files: [`apps/api/src/${feature}/**/*.ts`],
      rules: {
        'no-restricted-imports': forbid(
          ...featureRules(feature),
          TYPEORM_ONLY_IN_REPOSITORIES,
          BULLMQ_ONLY_IN_THE_QUEUE,
          SOCKETS_ONLY_IN_GATEWAYS,
          LIBRARIES_BY_THEIR_FRONT_DOOR,
        ),
      },
    },
    {
      files: [`apps/api/src/${feature}/**/*.{repository,entity,module}.ts`],
      rules: {
        'no-restricted-imports': forbid(
          ...featureRules(feature).slice(0, 1),
          BULLMQ_ONLY_IN_THE_QUEUE,
          SOCKETS_ONLY_IN_GATEWAYS,
          LIBRARIES_BY_THEIR_FRONT_DOOR,
        ),
      },
    },
  ]),
  {
    files: ['apps/api/src/gateways/**/*.gateway.ts', 'apps/api/src/gateways/**/*.adapter.ts'],
    rules: {
      'no-restricted-imports': forbid(
        ...featureRules('gateways'),
        TYPEORM_ONLY_IN_REPOSITORIES,
        BULLMQ_ONLY_IN_THE_QUEUE,
        LIBRARIES_BY_THEIR_FRONT_DOOR,
      ),
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['apps/dashboard/**/*.ts', 'apps/dashboard/**/*.svelte'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 400],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-imports': forbid(
        group(['**/apps/api/**', '@sparline/voice*'], 'The dashboard knows generated types only.'),
      ),
    },
  },
  ...svelte.configs.recommended.map((config) => ({
    ...config,
    files: config.files ?? ['apps/dashboard/**/*.svelte', 'apps/dashboard/**/*.svelte.ts'],
  })),
  {
    files: ['apps/dashboard/**/*.svelte', 'apps/dashboard/**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // Links go through the router as they are: the page is served from the root.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
);
