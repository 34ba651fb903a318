import { readFile, writeFile } from 'node:fs/promises';

/** Memory of a process in bytes, as Linux counts it. */
export interface Memory {
	/** Resident at the time. */
	resident: number;
	/** The most that was resident since the last {@link resetPeak}. */
	peak: number;
}

/** Starts counting a process's peak anew. */
export async function resetPeak(pid: number): Promise<void> {
	// proc(5): writing 5 resets VmHWM to what is resident now.
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}

/** What a process uses and has used at most. */
export async function memoryOf(pid: number): Promise<Memory> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const field = (name: string): number => {
		const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
		if (kilobytes === undefined) throw new Error(`/proc/${pid}/status has no ${name}`);
		return Number(kilobytes) * 1_024;
	};
	return { resident: field('VmRSS'), peak: field('VmHWM') };
}
