import { config } from '@n8n/node-cli/eslint';
import { globalIgnores } from 'eslint/config';

// n8n's rules are for what ships; eslint.tools.config.mjs has the rules for tests and tools.
export default [...config, globalIgnores(['test', '.local', 'gulpfile.js', 'jest.config.js'])];
