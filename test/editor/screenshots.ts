/**
 * `npm run screenshots`: renews the documentation's pictures, which `npm run test:editor` takes as well. Look
 * at them before they are committed.
 */
import { spawnSync } from 'node:child_process';
import { projectRoot } from '../n8n/paths.ts';

const { status } = spawnSync(
	process.execPath,
	['node_modules/jest/bin/jest.js', '--config', 'test/editor/jest.config.js', 'pictures'],
	{
		cwd: projectRoot,
		stdio: 'inherit',
		env: { ...process.env, PICTURES: 'docs/images' },
	},
);
process.exitCode = status ?? 1;
