import { access, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { hashFiles, pinnedFolder, projectRoot, stateRoot } from './paths.ts';
import { npm } from './processes.ts';
import { say, step } from './progress.ts';

/** Where an installed n8n is. */
export interface InstalledN8n {
	version: string;
	/** The script that `node` is to run. */
	bin: string;
}

const files = ['package.json', 'package-lock.json'] as const;

async function pinnedVersion(): Promise<string> {
	const text = await readFile(join(pinnedFolder, 'package.json'), 'utf8');
	const { dependencies } = JSON.parse(text) as { dependencies: { n8n: string } };
	return dependencies.n8n;
}

/** What an install depends on: the two files, and the Node.js that sqlite3 is compiled for. */
async function fingerprint(): Promise<string> {
	const hash = await hashFiles(...files.map((file) => join(pinnedFolder, file)));
	return [hash, process.platform, process.arch, process.versions.modules].join(' ');
}

async function hasMarker(folder: string, name: string, wanted: string): Promise<boolean> {
	return (await readFile(join(folder, name), 'utf8').catch(() => '')) === wanted;
}

async function isComplete(folder: string, wanted: string): Promise<boolean> {
	return await hasMarker(folder, '.complete', wanted);
}

/**
 * Where the headers of the project's own Node.js are, so that compiling the driver needs nothing from
 * nodejs.org, which a proxy may block.
 */
async function findNodeHeaders(): Promise<string | undefined> {
	const packages = join(projectRoot, 'node_modules', 'node', 'node_modules');
	for (const name of await readdir(packages).catch(() => [])) {
		const folder = join(packages, name);
		const hasHeaders = await access(join(folder, 'include', 'node', 'node.h')).then(
			() => true,
			() => false,
		);
		if (hasHeaders) return folder;
	}
	return undefined;
}

async function install(folder: string, version: string, wanted: string): Promise<void> {
	// The marker goes first and comes back last: an install that is interrupted is none.
	await rm(join(folder, '.complete'), { force: true });
	await mkdir(folder, { recursive: true });
	for (const file of files) await copyFile(join(pinnedFolder, file), join(folder, file));
	const log = join(stateRoot, 'logs', 'install-n8n.log');
	await rm(log, { force: true });
	say(
		`n8n ${version} is not here yet. This happens once and takes about 5 minutes (3 GB); log: ${log}`,
	);
	// Where an earlier try got this far, a retry need not do it again.
	if (!(await hasMarker(folder, '.packages', wanted))) {
		await step(`Installing n8n ${version} (1 of 2: packages)`, async () => {
			// Without scripts: one of n8n's dependencies compiles a Kafka client that nothing here uses.
			await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder, log);
		});
		await writeFile(join(folder, '.packages'), wanted);
	}
	await step(`Installing n8n ${version} (2 of 2: its database driver)`, async () => {
		const nodedir = await findNodeHeaders();
		await npm(['rebuild', 'sqlite3'], folder, log, nodedir === undefined ? {} : { nodedir });
	});
	await access(join(folder, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node'));
	await writeFile(join(folder, '.complete'), wanted);
}

/** Installs the pinned n8n into the state folder, or finds it there in an instant. */
export async function installN8n(): Promise<InstalledN8n> {
	const version = await pinnedVersion();
	const wanted = await fingerprint();
	const folder = join(stateRoot, `n8n-${version}`);
	if (!(await isComplete(folder, wanted))) {
		await withLock(join(stateRoot, 'install.lock'), 'installing n8n', async () => {
			// Somebody else may have done it while this process waited.
			if (!(await isComplete(folder, wanted))) await install(folder, version, wanted);
		});
	}
	return { version, bin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}
