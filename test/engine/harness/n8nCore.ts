import type * as backendCommon from '@n8n/backend-common';
import type * as config from '@n8n/config';
import type * as di from '@n8n/di';
import { createRequire } from 'node:module';

// n8n's packages find each other through one container, which exists once per copy of @n8n/di. The
// lint tools bring an older copy to the top of node_modules, so n8n-core's own is asked for here.
const requireFromCore = createRequire(require.resolve('n8n-core'));

/** The container that n8n-core takes its services from. */
export const { Container } = requireFromCore('@n8n/di') as typeof di;

/** The logger that n8n-core asks its container for. */
export const { Logger } = requireFromCore('@n8n/backend-common') as typeof backendCommon;

/** The configuration that n8n-core asks its container for. */
export const { GlobalConfig, InstanceSettingsConfig } = requireFromCore(
	'@n8n/config',
) as typeof config;
