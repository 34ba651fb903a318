import { access, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { hashFiles, packageName, projectRoot, stateRoot } from './paths.ts';
import { npm } from './processes.ts';

const packageFolder = join(stateRoot, 'package');

async function tarballs(folder: string): Promise<string[]> {
	const names = await readdir(folder).catch(() => []);
	return names.filter((name) => name.endsWith('.tgz')).map((name) => join(folder, name));
}

async function buildAndPack(): Promise<string> {
	const log = join(stateRoot, 'logs', 'pack.log');
	const fresh = join(packageFolder, 'fresh');
	await rm(log, { force: true });
	await rm(fresh, { recursive: true, force: true });
	await mkdir(fresh, { recursive: true });
	await npm(['run', 'build'], projectRoot, log);
	// The build has just run; `prepack` and the like would only do it again.
	await npm(['pack', '--ignore-scripts', '--pack-destination', fresh], projectRoot, log);
	const [packed] = await tarballs(fresh);
	if (packed === undefined) throw new Error(`npm pack left no tarball in ${fresh}`);
	// npm remembers a tarball by its path: another content must have another one.
	const name = `${packageName}-${(await hashFiles(packed)).slice(0, 16)}.tgz`;
	for (const old of await tarballs(packageFolder)) {
		if (!old.endsWith(name)) await rm(old, { force: true });
	}
	const tarball = join(packageFolder, name);
	await rename(packed, tarball);
	await rm(fresh, { recursive: true, force: true });
	return tarball;
}

/** Builds the package and packs it as it would be published. Returns the tarball's path. */
export async function packNode(): Promise<string> {
	return await withLock(join(stateRoot, 'pack.lock'), 'building the package', buildAndPack);
}

/**
 * Installs a tarball into an n8n user folder the way n8n itself installs a community package.
 * Returns false when that very tarball is there already.
 */
export async function installNode(tarball: string, home: string): Promise<boolean> {
	const folder = join(home, '.n8n', 'nodes');
	const marker = join(folder, '.uipath-audit-tarball');
	const installed = join(folder, 'node_modules', packageName, 'package.json');
	const present = await access(installed).then(
		() => true,
		() => false,
	);
	if (present && (await readFile(marker, 'utf8').catch(() => '')) === tarball) return false;
	await rm(marker, { force: true });
	await mkdir(folder, { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
	// n8n writes the same file when there is none; an existing one may list other packages.
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest), { flag: 'wx' }).catch(
		() => undefined,
	);
	// `--offline`: the package has no dependencies. Should it ever gain one, this fails at once.
	const flags = ['--omit=peer', '--legacy-peer-deps', '--ignore-scripts', '--offline'];
	const quiet = ['--no-audit', '--no-fund'];
	const log = join(stateRoot, 'logs', 'install-node.log');
	await npm(['install', tarball, ...flags, ...quiet], folder, log);
	await writeFile(marker, tarball);
	return true;
}
