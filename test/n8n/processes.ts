import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { delimiter, dirname } from 'node:path';

const groups = new Set<number>();
let watching = false;

/**
 * Every child leads a process group of its own, so that a signal reaches its children too
 * (npm's scripts, n8n's task runner). Should this process end in any way, the groups end with it.
 */
export function track(child: ChildProcess): void {
	const { pid } = child;
	if (pid === undefined) return;
	if (!watching) {
		watching = true;
		process.on('exit', killAll);
	}
	groups.add(pid);
	child.once('exit', () => {
		// The leader is gone; whoever it left behind goes as well.
		signalGroup(pid, 'SIGKILL');
		groups.delete(pid);
	});
}

/** Sends a signal to a child and to all of its children. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// Nobody left in that group.
	}
}

/** Ends every child that is still running, at once. Synchronous, for the `exit` event. */
export function killAll(): void {
	for (const pid of groups) signalGroup(pid, 'SIGKILL');
}

/** PATH on which `node` is the one that this process runs on, whatever the machine's own is. */
export function pathWithThisNode(): string {
	return [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
}

/** npm, run by this process's Node.js: the machine's own may be too old for n8n. */
function npmCommand(): { file: string; args: string[] } {
	const cli = process.env['npm_execpath'];
	return cli?.endsWith('npm-cli.js') === true
		? { file: process.execPath, args: [cli] }
		: { file: 'npm', args: [] };
}

/** The caller's environment without what the outer `npm run` says about the outer package. */
function npmEnvironment(): NodeJS.ProcessEnv {
	const environment: NodeJS.ProcessEnv = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (!/^npm_(package|lifecycle)_|^NODE_ENV$|^JEST_/.test(name)) environment[name] = value;
	}
	return { ...environment, PATH: pathWithThisNode() };
}

function toVariables(config: Record<string, string>): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(config).map(([name, value]) => [`npm_config_${name}`, value]),
	);
}

/** The end of a log file, for an error message. */
export async function tail(file: string, lines = 25): Promise<string> {
	const text = await readFile(file, 'utf8').catch(() => '');
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Runs npm to its end with its output in `log`; when it fails, the error carries that log's end.
 *
 * @param config settings of npm's, beside those that it finds
 */
export async function npm(
	args: string[],
	cwd: string,
	log: string,
	config: Record<string, string> = {},
): Promise<void> {
	await mkdir(dirname(log), { recursive: true });
	const command = npmCommand();
	const output = openSync(log, 'a');
	const code = await new Promise<number | null>((resolve, reject) => {
		const child = spawn(command.file, [...command.args, ...args], {
			cwd,
			env: { ...npmEnvironment(), ...toVariables(config) },
			stdio: ['ignore', output, output],
			detached: true,
		});
		track(child);
		child.once('error', reject);
		child.once('exit', resolve);
	}).finally(() => {
		closeSync(output);
	});
	if (code === 0) return;
	throw new Error(
		`npm ${args.join(' ')} failed in ${cwd} (exit status ${code ?? 'none: it was killed'}).\n` +
			`The end of ${log}:\n${await tail(log)}`,
	);
}
