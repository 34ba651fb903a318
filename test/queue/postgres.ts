import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../n8n/ports.ts';
import { installPostgres, type InstalledPostgres } from './installPostgres.ts';
import { startServer } from './serverProcess.ts';

/** A running PostgreSQL with one empty database, for which no password is needed. */
export interface Postgres {
	port: number;
	user: string;
	database: string;
	/** Rows with the columns by name. */
	query(sql: string): Promise<Record<string, unknown>[]>;
	stop(): Promise<void>;
}

/** Where PostgreSQL runs, and as whom. */
interface Place {
	folder: string;
	programs: string;
	user?: { uid: number; gid: number };
	remove(): Promise<void>;
}

const run = promisify(execFile);
const host = '127.0.0.1';

/** initdb makes a database of this name. */
const database = 'postgres';
const user = 'n8n';

async function idOf(flag: '-u' | '-g'): Promise<number> {
	return Number((await run('id', [flag, 'nobody'])).stdout);
}

/**
 * PostgreSQL refuses to run as root. Where that is who we are, it runs as nobody, who may not look
 * into the project's folder: then programs and data are in one for temporary files.
 */
async function choosePlace(
	{ folder: installed }: InstalledPostgres,
	folder: string,
): Promise<Place> {
	if (process.getuid?.() !== 0) {
		return { folder, programs: installed, remove: () => Promise.resolve() };
	}
	const place = await mkdtemp(join(tmpdir(), 'queue-postgres-'));
	const programs = join(place, 'programs');
	await cp(installed, programs, { recursive: true, verbatimSymlinks: true });
	const nobody = { uid: await idOf('-u'), gid: await idOf('-g') };
	const data = join(place, 'data');
	await mkdir(data);
	await chown(data, nobody.uid, nobody.gid);
	await chmod(place, 0o755);
	const remove = () => rm(place, { recursive: true, force: true });
	return { folder: data, programs, user: nobody, remove };
}

/**
 * Makes an empty database and starts PostgreSQL on it.
 *
 * @param folder for its log, and for its data if it may
 */
export async function startPostgres(folder: string): Promise<Postgres> {
	const installed = await installPostgres();
	const place = await choosePlace(installed, folder);
	const data = join(place.folder, 'postgres');
	const as = place.user === undefined ? {} : { user: place.user };
	const initdb = ['-D', data, '-U', user, '--auth=trust', '--encoding=UTF8', '--locale=C'];
	await run(join(place.programs, 'bin', 'initdb'), initdb, { ...place.user, cwd: place.folder });
	const port = await freePort();
	const query: Postgres['query'] = async (sql) => {
		const client = new installed.driver.Client({ host, port, user, database });
		await client.connect();
		try {
			return (await client.query(sql)).rows;
		} finally {
			await client.end();
		}
	};
	const options = [`listen_addresses=${host}`, 'unix_socket_directories='];
	const server = await startServer({
		file: join(place.programs, 'bin', 'postgres'),
		args: ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])],
		log: join(folder, 'postgres.log'),
		...as,
		isReady: async () => (await query('SELECT 1')).length === 1,
	});
	return {
		...{ port, user, database, query },
		stop: async () => {
			// Does not wait for connections to be closed.
			await server.stop('SIGINT');
			await place.remove();
		},
	};
}
