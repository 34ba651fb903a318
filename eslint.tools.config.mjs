import js from '@eslint/js';
import globals from 'globals';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// The rules for tests and tools; eslint.config.mjs has n8n's own, for what ships.
export default defineConfig(
	globalIgnores(['dist', '.local', 'node_modules']),
	{
		files: ['test/**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { project: './test/tsconfig.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
		},
	},
	{
		files: ['*.js', '*.mjs', 'test/**/*.mjs', 'test/**/*.js', 'test/**/*.cjs'],
		extends: [js.configs.recommended],
		languageOptions: { globals: globals.node },
	},
);
