/** The engine harness: everything that an engine test needs. */
export { AT_ONCE_MS, cancelAfter } from './cancel';
export { saveCredential } from './credentialStore';
export type { SavedCredential } from './credentialStore';
export { bytesOf, fileOf, storedFiles } from './files';
export { pressTest } from './credentialTest';
export { loadOptions, type ListName } from './loadOptions';
export { n8n } from './n8n';
export { isLine1 } from './n8nLine';
export { requestsDuring } from './outgoing';
export { withoutBackoff } from './patience';
export { applicationCredential, runNode, tokenCredential } from './runNode';
export type { NodeRun, NodeRunOptions } from './runNode';
export { simulatorWith } from './servers';
export { TriggerUnderTest } from './trigger';
export type { PollOptions, TriggerOptions } from './trigger';
