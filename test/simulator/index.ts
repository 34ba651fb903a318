/** The UiPath simulator: everything that a test needs. */
export { collect } from './answer.ts';
export type { Answer, Body } from './answer.ts';
export * from './answerFaults.ts';
export { FAULT_CATALOGUE, CONTENT_DISPOSITION_ATTACKS } from './catalogue.ts';
export { TEST_ONLY_CERTIFICATE } from './certificate.ts';
export { everyNth, once, onRequests, onRoute, randomly, times } from './fault.ts';
export type { Fault, FaultRule } from './fault.ts';
export { makeJsonWebToken } from './identity.ts';
export { AuditLog } from './log.ts';
export type { LateOptions } from './log.ts';
export type * from './options.ts';
export type * from './request.ts';
export { startSimulator } from './server.ts';
export * from './shapeFaults.ts';
export type { Identity } from './view.ts';
export * from './wireFaults.ts';
