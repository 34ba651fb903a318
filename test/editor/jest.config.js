import n8n from '../n8n/jest.config.js';

/** @type {import('jest').Config} */
export default { ...n8n, globalSetup: '<rootDir>/../n8n/globalSetup.ts' };
