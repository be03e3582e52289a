/** How the app names itself to servers: what it is, which version, and where its owner can be found. */

/** Until the project has a home of its own; a publisher who wonders must have somewhere to look. */
const HOMEPAGE = 'https://broadsheet.example/';

/** @returns `Broadsheet/1.2.3 (+https://…)`, the form feed fetchers have agreed upon. */
export function appUserAgent(version: string, homepage = HOMEPAGE): string {
  return `Broadsheet/${version} (+${homepage})`;
}
