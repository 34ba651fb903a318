/**
 * Has the node try again at once for the rest of the test: its waits before a further try are
 * random from zero to a bound, and here they are zero. Waits that a server asks for are not.
 */
export function withoutBackoff(): void {
	jest.spyOn(Math, 'random').mockReturnValue(0);
}

afterEach(() => {
	jest.restoreAllMocks();
});
