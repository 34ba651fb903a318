import { findIn, findInFiles, type Find } from '../n8n/searchSecrets.ts';
import type { Cluster } from './cluster.ts';

/** Cells as text; the bytes of a file as they are. */
function toSearch(cell: unknown): string | Buffer {
	return Buffer.isBuffer(cell) ? cell : (JSON.stringify(cell) ?? '');
}

/** Looks into every table, among them those of executions, credentials and binary data. */
export async function findInTables({ postgres }: Cluster, secrets: string[]): Promise<Find[]> {
	const finds: Find[] = [];
	const tables = await postgres.query(
		"SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
	);
	for (const { name } of tables) {
		for (const row of await postgres.query(`SELECT * FROM "${String(name)}"`)) {
			for (const [column, cell] of Object.entries(row)) {
				finds.push(...findIn(toSearch(cell), `${String(name)}.${column}`, secrets));
			}
		}
	}
	return finds;
}

/** Looks into all that the cluster has kept or logged, and into all that it has told Redis. */
export async function findInCluster(cluster: Cluster, secrets: string[]): Promise<Find[]> {
	return [
		...(await findInTables(cluster, secrets)),
		...(await findInFiles(cluster.folder, secrets)),
	];
}
