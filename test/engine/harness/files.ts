import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { n8n } from './n8n';
import { isLine1 } from './n8nLine';
import { Container } from './n8nCore';

/** How the name of the file ends in which n8n notes what another one is. */
const NOTE = '.metadata';

/** The bytes of a file that an item carries, as a later node would read them. */
export async function bytesOf(item: INodeExecutionData | undefined, field = 'data') {
	const file = fileOf(item, field);
	return await Container.get(BinaryDataService).getAsBuffer(file);
}

/** @throws Error where the item carries no such file */
export function fileOf(item: INodeExecutionData | undefined, field = 'data'): IBinaryData {
	const file = item?.binary?.[field];
	if (!file) throw new Error(`The item carries no file '${field}'`);
	return file;
}

/**
 * Everything that lies in n8n's binary folder, of whichever execution, as paths below it. n8n 1.x
 * writes in place, so a file that fails leaves a part there until n8n prunes the execution. Nothing
 * refers to it, and n8n notes nothing of it, so it does not count here.
 */
export async function storedFiles(): Promise<string[]> {
	const { storageFolder } = await n8n();
	const found = await readdir(storageFolder, { recursive: true, withFileTypes: true });
	const files = found
		.filter((file) => file.isFile())
		.map((file) => join(file.parentPath, file.name).slice(storageFolder.length + 1));
	const isNoted = (file: string) => file.endsWith(NOTE) || files.includes(`${file}${NOTE}`);
	return isLine1 ? files.filter(isNoted) : files;
}
