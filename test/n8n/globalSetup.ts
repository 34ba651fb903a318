import { installN8n } from './installN8n.ts';
import { packNode } from './packNode.ts';

/** Names the tarball for every test file. */
export const tarballVariable = 'UIPATH_AUDIT_TARBALL';

/** Once for all test files: they are to test the same package, also where its sources change. */
export default async function prepare(): Promise<void> {
	await installN8n();
	process.env[tarballVariable] = await packNode();
}
