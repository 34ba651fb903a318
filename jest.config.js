/** Libraries that come as ES modules only, which Jest cannot load as they are. */
const esModules = '(github-slugger|marked)';

/** Strips the types with swc; whether they are right is `npm run lint`'s business. */
const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{
			jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
			module: { type: 'commonjs' },
		},
	],
	[`/node_modules/${esModules}/.+\\.js$`]: [
		'@swc/jest',
		{ jsc: { target: 'es2022' }, module: { type: 'commonjs' } },
	],
};

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// A busy machine is no reason for a test to fail.
	testTimeout: 60_000,
	roots: ['<rootDir>/test'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(n8n|editor|queue)/'],
	modulePathIgnorePatterns: ['<rootDir>/.local', '<rootDir>/dist'],
	transform,
	transformIgnorePatterns: [`/node_modules/(?!${esModules}/)`],
	// The build puts the library beside the compiled files.
	moduleNameMapper: { '^\\./fflate$': 'fflate' },
};
