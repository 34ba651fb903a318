import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');

/** What n8n provides to a node at run time; the package has no dependency of its own. */
const PROVIDED = ['n8n-workflow', 'luxon'];

/** The package as it is installed from its tarball. */
export interface InstalledPackage {
	/** Where its package.json is; outside of the project, whose modules it must not find. */
	folder: string;
	/** Bytes of all its files. */
	unpackedSize: number;
	remove(): void;
}

/** Builds the package in a folder of its own, packs it and installs it alone. */
export function installPackage(): InstalledPackage {
	const work = mkdtempSync(join(tmpdir(), 'uipath-audit-published-'));
	const source = join(work, 'source');
	for (const file of ['package.json', 'README.md', 'LICENSE']) {
		cpSync(join(root, file), join(source, file));
	}
	const gulp = join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
	execFileSync(process.execPath, [gulp, 'build'], {
		cwd: root,
		env: { ...process.env, BUILD_FOLDER: join(source, 'dist') },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json'], {
		cwd: source,
		encoding: 'utf8',
	});
	const [tarball] = JSON.parse(packed) as Array<{ filename: string; unpackedSize: number }>;
	if (!tarball) throw new Error('npm pack made no tarball');
	execFileSync('tar', ['-xzf', join(source, tarball.filename), '-C', work]);
	for (const name of PROVIDED) {
		const link = join(work, 'node_modules', name);
		mkdirSync(dirname(link), { recursive: true });
		symlinkSync(join(root, 'node_modules', name), link);
	}
	return {
		folder: join(work, 'package'),
		unpackedSize: tarball.unpackedSize,
		remove: () => rmSync(work, { recursive: true, force: true }),
	};
}
