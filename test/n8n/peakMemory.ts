import { readFile, writeFile } from 'node:fs/promises';

const bytesPerUnit = 1_024;

/** Megabytes (of 1,000,000 bytes) that a process has held in memory at most since `resetPeak`. */
export async function peakMegabytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
	if (kilobytes === undefined) throw new Error(`/proc/${pid}/status tells no VmHWM`);
	return (Number(kilobytes) * bytesPerUnit) / 1_000_000;
}

/**
 * Makes the peak what the process holds now.
 *
 * @throws Error where the system is not Linux: nowhere else can a peak be set back
 */
export async function resetPeak(pid: number): Promise<void> {
	if (process.platform !== 'linux') {
		throw new Error('The peak memory of a process can be measured on Linux only');
	}
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}
