const { join } = require('node:path');
const base = require('../../jest.config.js');

const line = '/work/main/.local/n8n-1.123.81/node_modules';

module.exports = {
	...base,
	rootDir: join(__dirname, '..', '..'),
	roots: ['<rootDir>/test/engine'],
	modulePathIgnorePatterns: ['<rootDir>/dist'],
	moduleNameMapper: {
		...base.moduleNameMapper,
		'^(n8n-core|n8n-workflow)(/.*)?$': join(line, '$1$2'),
	},
};
