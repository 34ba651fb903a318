const { decode, encode } = require('@jridgewell/sourcemap-codec');
const esbuild = require('esbuild');
const { execFileSync } = require('node:child_process');
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { dest, parallel, series, src } = require('gulp');

/** Where the build goes: a test that packs the package has a folder of its own. */
const OUT = process.env.BUILD_FOLDER ?? 'dist';

/** Removes what an earlier build left, so that a renamed file cannot be published by accident. */
async function clean() {
	rmSync(OUT, { recursive: true, force: true });
}

/** Compiles the node and its credentials; what the compiler writes is what is published. */
async function compile() {
	const compiler = require.resolve('typescript/bin/tsc');
	execFileSync(process.execPath, [compiler, '--outDir', OUT], { stdio: 'inherit' });
}

/**
 * Makes the source maps exact to the line, as a stack trace is read. The compiler maps every name
 * and bracket; that was almost half of the package, for columns that nobody looks at. The sources are
 * not published, so their names are all that there is to say of where they are.
 */
async function mapLines() {
	const written = readdirSync(OUT, { recursive: true }).filter((name) => name.endsWith('.js.map'));
	for (const file of written.map((name) => join(OUT, name))) {
		const map = JSON.parse(readFileSync(file, 'utf8'));
		const lines = decode(map.mappings).map((segments) =>
			segments.slice(0, 1).map((segment) => segment.slice(0, 4)),
		);
		const sources = map.sources.map((source) => basename(source));
		const { version } = map;
		writeFileSync(file, JSON.stringify({ version, sources, names: [], mappings: encode(lines) }));
	}
}

/** Writes the package's version where the node tells it. */
async function version() {
	const file = join(OUT, 'nodes/UiPathAudit/shared/version.js');
	const { version: current } = require('./package.json');
	writeFileSync(file, readFileSync(file, 'utf8').replace("'development'", `'${current}'`));
}

/**
 * Writes fflate where the node imports it from: a verified community node may depend on no other
 * package. Only what fflate.d.ts declares, in the words of its author, with the notice that its
 * licence asks for.
 */
async function fflate() {
	const notice = readFileSync('node_modules/fflate/LICENSE', 'utf8').trim();
	const { version } = require('fflate/package.json');
	await esbuild.build({
		stdin: { contents: "export { Inflate } from 'fflate';", resolveDir: __dirname },
		outfile: join(OUT, 'nodes/UiPathAudit/uipath/archive/fflate.js'),
		bundle: true,
		format: 'cjs',
		platform: 'neutral',
		target: 'es2022',
		banner: { js: `/*!\nfflate ${version}, https://github.com/101arrowz/fflate\n\n${notice}\n*/` },
	});
}

/** The icons, which the node and the credentials name by a path relative to their own. */
function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest(join(OUT, 'icons')));
}

/** The codex: category, alias words and links for n8n's nodes panel. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest(join(OUT, 'nodes')));
}

/** The package's main entry: n8n reads nodes and credentials by their paths, so it is empty. */
function entry() {
	return src('index.js').pipe(dest(OUT));
}

exports.build = series(
	clean,
	parallel(series(compile, mapLines, version), fflate, icons, codex, entry),
);
exports.default = exports.build;
