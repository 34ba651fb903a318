import type { Resource } from '../shared/operation';
import { auditLog } from './auditLog';

/** Every log that the node reads, by the value of its field Resource. */
export const resources: Record<string, Resource> = { auditLog };
