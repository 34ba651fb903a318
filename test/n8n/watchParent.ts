/**
 * Loaded into the n8n process (`node --import`). The channel to the harness closes when the harness
 * is gone, even by `kill -9` where no handler of its own could run; n8n and its children go too.
 */
process.once('disconnect', () => {
	try {
		process.kill(-process.pid, 'SIGKILL');
	} finally {
		process.exit(1);
	}
});

export {};
