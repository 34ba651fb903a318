/** Someone who appears in the log. */
export interface Person {
	/** What `userName` shows. */
	name: string | null;
	/** What messages and details call them: the name and the account. */
	account: string;
	/** Empty for built-in accounts (facts, section 1). */
	email: string | null;
}

function person(name: string, account: string): Person {
	return { name, account: `${name} ${account}`, email: `${account}@example.com` };
}

/** Names with commas, quotes, apostrophes and letters of several scripts: what breaks a careless CSV or JSON reader. */
export const PEOPLE: readonly Person[] = [
	{ name: 'System Administrator', account: 'System Administrator admin', email: '' },
	{ name: 'Host Administrator', account: 'Host Administrator host', email: '' },
	{ name: null, account: 'identity-service', email: null },
	{ name: 'RobotSync', account: 'RobotSync robot.sync', email: null },
	person('Jürgen Groß', 'juergen.gross'),
	person('Søren Ångström', 'soren.angstrom'),
	person('山田 太郎', 'taro.yamada'),
	person('佐藤 花子', 'hanako.sato'),
	person('Renée Lefèvre', 'renee.lefevre'),
	person("Siobhán O'Brien", 'siobhan.obrien'),
	person('Nguyễn Văn An', 'an.nguyen'),
	person('Smith, John "Jack"', 'john.smith'),
	person('Priya Raman', 'priya.raman'),
	person('Emily Carter', 'emily.carter'),
	person('Łukasz Żółć', 'lukasz.zolc'),
	person('Ana María Núñez', 'ana.nunez'),
];

/** Things that events are about. */
export const ROBOTS = [
	'Invoice-Bot',
	'Mailroom_02',
	'SAP, nightly',
	'Prüfroboter',
	'経理ロボット',
	'HR Onboarding',
] as const;
export const ROLES = [
	'Administrator',
	'Auditor',
	'Automation User',
	'Robot "read only"',
	'Betriebsführung',
] as const;
export const ASSETS = [
	'SapPassword',
	'SmtpHost',
	'Rechnungs-Schwelle',
	'Queue;Limit',
	'API key, production',
] as const;
export const GROUPS = [
	'Everyone',
	'Automation Developers',
	'Citizen Developers',
	'監査チーム',
] as const;
export const TENANTS = ['DefaultTenant', 'Production', 'Entwicklung & Test'] as const;
export const LICENSES = ['Attended', 'Unattended', 'Studio', 'TestingRobot'] as const;
export const ADDRESSES = ['203.0.113.17', '198.51.100.4', '192.0.2.201', '2001:db8::7f'] as const;
