/** @type {import('jest').Config} */
export default {
	testEnvironment: 'node',
	globalSetup: '<rootDir>/globalSetup.ts',
	testMatch: ['<rootDir>/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
		],
	},
	// Five processes at a time are enough for a small machine.
	maxWorkers: 1,
	testTimeout: 600_000,
};
