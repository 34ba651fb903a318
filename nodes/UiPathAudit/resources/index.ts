import type { Resource } from '../shared/operation';
import { auditLog } from './auditLog';
import { auditLogOptions } from './auditLog/loadOptions';

/** Every log that the node reads, by the value of its field Resource. */
export const resources: Record<string, Resource> = { auditLog };

/** Every list that the editor offers for a field of theirs. */
export const loadOptions = { ...auditLogOptions };
