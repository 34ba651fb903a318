const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { dest, parallel, series, src } = require('gulp');

/** Removes what an earlier build left, so that a renamed file cannot be published by accident. */
async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

/** Compiles the node and its credentials; what the compiler writes is what is published. */
async function compile() {
	execFileSync(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
}

/** The icons, which the node and the credentials name by a path relative to their own. */
function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** The codex: category, alias words and links for n8n's nodes panel. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

/** The package's main entry: n8n reads nodes and credentials by their paths, so it is empty. */
function entry() {
	return src('index.js').pipe(dest('dist'));
}

exports.build = series(clean, parallel(compile, icons, codex, entry));
exports.default = exports.build;
