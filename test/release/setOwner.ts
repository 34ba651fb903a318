/**
 * `npm run set-owner -- --repository acme/n8n-nodes-uipath-audit --author "Jane Doe" --email jane@acme.com`:
 * fills in the owner everywhere. package.json is the one place; every link in the project follows it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listTextFiles, readProject, toUrl } from './project.ts';

const { values } = parseArgs({
	options: {
		repository: { type: 'string' },
		author: { type: 'string' },
		email: { type: 'string' },
	},
});
const { repository, author, email } = values;
if (!/^[\w.-]+\/[\w.-]+$/.test(repository ?? '') || !author || !/^\S+@\S+$/.test(email ?? '')) {
	console.error(
		'Usage: npm run set-owner -- --repository OWNER/NAME --author "NAME" --email ADDRESS',
	);
	process.exit(1);
}

const root = process.cwd();
const old = readProject(root);
let changed = 0;
for (const file of listTextFiles(root)) {
	const path = join(root, file);
	const text = readFileSync(path, 'utf8');
	let filled = text.replaceAll(toUrl(old.repository), toUrl(repository ?? ''));
	if (file === 'package.json') {
		filled = filled.replace(old.author.name, author).replace(old.author.email, email ?? '');
	}
	if (filled === text) continue;
	writeFileSync(path, filled);
	changed++;
}
console.log(`Filled in ${repository} and ${author} <${email}> in ${changed} files.`);
