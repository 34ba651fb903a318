/** The version of the package, which the build writes here. */
export const PACKAGE_VERSION: string = 'development';
