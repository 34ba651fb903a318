import type { AuditEntry } from './options.ts';

/** A few words in each language: enough to see that `language` was passed on and honoured. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	de: {
		Login: 'Anmeldung',
		Create: 'Erstellen',
		Update: 'Ändern',
		Delete: 'Löschen',
		Assign: 'Zuweisen',
	},
	fr: {
		Login: 'Connexion',
		Create: 'Créer',
		Update: 'Modifier',
		Delete: 'Supprimer',
		Assign: 'Attribuer',
	},
	ja: { Login: 'ログイン', Create: '作成', Update: '更新', Delete: '削除', Assign: '割り当て' },
};

/**
 * The entry as a reader of that language gets it: the action translated where there is a word for it, the message
 * marked with the language. English, unknown languages and none leave it unchanged.
 *
 * @param language short form as in the query: `de`, `fr`, `ja`
 */
export function localised(entry: AuditEntry, language: string | undefined): AuditEntry {
	const words = language === undefined ? undefined : ACTIONS[language];
	if (words === undefined) return entry;
	return {
		...entry,
		action: entry.action === null ? null : (words[entry.action] ?? entry.action),
		message: entry.message === null ? null : `[${language}] ${entry.message}`,
	};
}
