import { InputError } from './inputError';

/** The longest name that common file systems take, in bytes. */
const MAX_NAME_BYTES = 255;

/** Characters that lead to another folder, end a header line, are forbidden on Windows, or are none. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;

/** Names that Windows takes for a device, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name that a file gets by itself.
 *
 * @param whose the organization, or the tenant
 * @param now when the file was fetched
 * @param ending what kind of file it is
 */
export function makeDefaultFileName(whose: string, now: Date, ending = 'csv'): string {
	const time = now.toISOString().slice(0, 19).replaceAll(':', '-');
	return makeSafeFileName(`uipath-audit-${whose}-${time}Z.${ending}`);
}

/**
 * Makes a name that stays in the folder it is put in and is one line of plain characters.
 *
 * @throws InputError where nothing usable is left
 */
export function makeSafeFileName(name: string): string {
	const plain = name
		.normalize('NFC')
		.replace(UNSAFE, '_')
		.replace(/^[-.\s_]+(?=[^-.\s_])/, '')
		.replace(/[.\s]+$/, '');
	const isUsable = /[\p{L}\p{N}]/u.test(plain) && Buffer.byteLength(plain) <= MAX_NAME_BYTES;
	if (!isUsable) {
		throw new InputError(
			'File Name',
			"'File Name' is not a valid file name",
			`Enter a 'File Name' that contains letters or digits and is at most ${MAX_NAME_BYTES} bytes long, e.g. audit.csv.`,
		);
	}
	return DEVICE.test(plain) ? `_${plain}` : plain;
}
