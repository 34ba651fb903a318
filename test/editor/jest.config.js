/** @type {import('jest').Config} */
export default {
	testEnvironment: 'node',
	globalSetup: '<rootDir>/../n8n/globalSetup.ts',
	testMatch: ['<rootDir>/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
		],
	},
	// One n8n and one browser at a time.
	maxWorkers: 1,
	// The first run installs n8n, and says so while it does.
	testTimeout: 1_200_000,
};
