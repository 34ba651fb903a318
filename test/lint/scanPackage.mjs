// Runs the gate that n8n runs on published packages over the packed tarball and over the sources,
// and checks what the tarball holds. No inline disable counts here, and no warning is let through.
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAX_BYTES = 500_000;
const ALLOWED = /^(dist\/.+|package\.json|README\.md|LICENSE)$/;
const TARBALL_PATTERNS = ['**/*.js', '**/*.ts', '**/*.json'];

const findings = [];
const folder = mkdtempSync(join(tmpdir(), 'uipath-audit-scan-'));

/** n8n's own verdict, which knows errors only, and then the warnings. */
async function scan(what, directory, patterns) {
	const { passed, message, details } = await analyzePackage(directory, patterns);
	if (!passed) findings.push(`${what}: ${message}\n${details ?? ''}`);
	const eslint = new ESLint({
		cwd: directory,
		allowInlineConfig: false,
		errorOnUnmatchedPattern: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	const count = (kind) => results.reduce((sum, result) => sum + result[kind], 0);
	const [errors, warnings] = [count('errorCount'), count('warningCount')];
	console.log(
		`package scan, ${what}: ${results.length} files, ${errors} errors, ${warnings} warnings`,
	);
	if (errors + warnings === 0) return;
	findings.push((await eslint.loadFormatter('stylish')).format(results));
}

try {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
			encoding: 'utf8',
		}),
	);
	for (const { path } of packed.files) {
		if (!ALLOWED.test(path)) findings.push(`the tarball holds ${path}`);
	}
	if (packed.unpackedSize >= MAX_BYTES) findings.push(`unpacked: ${packed.unpackedSize} bytes`);
	execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
	await scan('tarball', join(folder, 'package'), TARBALL_PATTERNS);
	await scan('sources', process.cwd(), SOURCE_FILE_PATTERNS);
	console.log(`tarball: ${packed.files.length} files, ${packed.unpackedSize} bytes unpacked`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
for (const finding of findings) console.error(await finding);
process.exitCode = findings.length > 0 ? 1 : 0;
