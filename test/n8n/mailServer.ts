import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { CredentialInput } from './n8nApi.ts';

/** A mail server that keeps what it is sent. */
export interface MailServer {
	/** For n8n's Send Email node. */
	credential: CredentialInput;
	close(): Promise<void>;
}

/**
 * Starts one.
 *
 * @param mails where what it is sent goes
 */
export async function startMailServer(mails: ParsedMail[]): Promise<MailServer> {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData: (stream, _session, done) => {
			void simpleParser(stream).then((mail) => {
				mails.push(mail);
				done();
			});
		},
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.server.address() as AddressInfo;
	return {
		credential: {
			...{ name: 'Mail', type: 'smtp' },
			data: {
				...{ user: '', password: '', host: '127.0.0.1', port: String(port) },
				...{ secure: false, disableStartTls: true, hostName: '' },
			},
		},
		close: async () => {
			await new Promise<void>((done) => server.close(done));
		},
	};
}
