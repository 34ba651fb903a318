import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageName, projectRoot } from './paths.ts';
import { track } from './processes.ts';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/**
 * Compiles the sources, now and whenever they change, over those of the package that is installed in
 * an n8n user folder. What the compiler says goes to this process's output.
 */
export function watchSources(home: string): void {
	const target = join(home, '.n8n', 'nodes', 'node_modules', packageName, 'dist');
	const options = ['--watch', '--preserveWatchOutput', '--pretty', '--outDir', target];
	const child = spawn(process.execPath, [compiler, ...options], {
		cwd: projectRoot,
		stdio: ['ignore', 'inherit', 'inherit'],
		detached: true,
	});
	track(child);
}
