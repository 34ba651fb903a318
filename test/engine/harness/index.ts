/** The engine harness: everything that an engine test needs. */
export { saveCredential } from './credentialStore';
export type { SavedCredential } from './credentialStore';
export { n8n } from './n8n';
export { runNode, tokenCredential } from './runNode';
export type { NodeRun, NodeRunOptions } from './runNode';
export { simulatorWith } from './servers';
