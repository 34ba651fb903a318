import type { Resource } from '../shared/operation';
import { auditLog } from './auditLog';
import { auditLogOptions } from './auditLog/loadOptions';
import { unifiedAuditLog } from './unifiedAuditLog';
import { unifiedLogOptions } from './unifiedAuditLog/loadOptions';

/** Every log that the node reads, by the value of its field Resource. */
export const resources: Record<string, Resource> = { auditLog, unifiedAuditLog };

/** Every list that the editor offers for a field of theirs. */
export const loadOptions = { ...auditLogOptions, ...unifiedLogOptions };
