import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import base from '../../jest.config.js';
import { isLine1, pinnedFolder, projectRoot, stateRoot } from '../n8n/paths.ts';

const { dependencies } = JSON.parse(readFileSync(join(pinnedFolder, 'package.json'), 'utf8'));
const packages = join(stateRoot, `n8n-${dependencies.n8n}`, 'node_modules');

/**
 * The engine's tests, on the n8n-core of the line of n8n that is asked for. That of the newer one is
 * among the project's own packages.
 *
 * @type {import('jest').Config}
 */
export default {
	...base,
	rootDir: projectRoot,
	globalSetup: '<rootDir>/test/compat/globalSetup.ts',
	roots: ['<rootDir>/test/engine'],
	// The engine of n8n 1.x never lets a process end.
	forceExit: isLine1,
	modulePathIgnorePatterns: ['<rootDir>/dist'],
	moduleNameMapper: {
		...base.moduleNameMapper,
		...(isLine1 ? { '^(n8n-core|n8n-workflow)(/.*)?$': join(packages, '$1$2') } : {}),
	},
};
