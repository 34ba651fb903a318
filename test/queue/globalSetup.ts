import preparePackage from '../n8n/globalSetup.ts';
import { installPostgres } from './installPostgres.ts';
import { findRedis } from './findRedis.ts';

/** What takes a while the first time, before any test is timed. */
export default async function prepare(): Promise<void> {
	await preparePackage();
	await installPostgres();
	await findRedis();
}
