/** The field Domain without its scheme. */
const ADDRESS = '$self["domain"].trim().replace(/^([a-z]+:)?\\/+/i, "")';

/** Plain http only to this computer, as for the audit log itself. */
const SCHEME =
	'(/^http:\\/\\/(localhost|127\\.[0-9.]+|\\[::1\\])([:\\/]|$)/i.test($self["domain"].trim()) ? "http://" : "https://")';

const HOST = `${ADDRESS}.split("/")[0]`;

/** From its own field, or from the portal's address in the field Domain. */
const ORGANIZATION = `encodeURIComponent($self["org"].trim() || ${ADDRESS}.split(/[\\/?#]/)[1] || "")`;

/**
 * Where tokens are issued, as an n8n expression over the credential's fields. The paths are
 * documented in UiPath's "Accessing UiPath resources using external applications".
 */
export const TOKEN_URL_EXPRESSION = [
	'={{ $self["deployment"] === "custom" ? $self["tokenUrl"].trim()',
	`: $self["deployment"] === "standalone" ? ${SCHEME} + ${HOST} + "/identity/connect/token"`,
	`: $self["deployment"] === "suite" ? ${SCHEME} + ${HOST} + "/identity_/connect/token"`,
	`: ${SCHEME} + ${HOST} + "/" + ${ORGANIZATION} + "/identity_/connect/token" }}`,
].join(' ');

/** Where the services of the organization are, for requests that n8n itself makes with the credential. */
export const BASE_URL_EXPRESSION = `={{ ${SCHEME} + ${HOST} + "/" + ${ORGANIZATION} }}`.replaceAll(
	'$self',
	'$credentials',
);
