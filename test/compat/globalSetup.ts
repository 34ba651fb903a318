import { installN8n } from '../n8n/installN8n.ts';

/** The engine comes with n8n, so that is installed before any test asks for it. */
export default async function prepare(): Promise<void> {
	await installN8n();
}
