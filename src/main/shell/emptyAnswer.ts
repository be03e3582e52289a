/**
 * An answer without a body. Errors never echo the address that was asked for: an error page that
 * does is a page somebody else can write (CVE-2023-27592).
 */
export function emptyAnswer(status: number, headers: Readonly<Record<string, string>>): Response {
  return new Response(null, { status, headers });
}
