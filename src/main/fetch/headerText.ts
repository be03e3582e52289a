/** Header values, which are bytes: one character stands for each (ISO 8859-1), both ways. */
import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';

/** Visible characters, spaces, tabs and bytes above 0x7f (RFC 9110, section 5.5). */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a value can be sent as it is: no line break can begin a header of its own. */
export function isSendable(value: string): boolean {
  return SENDABLE.test(value);
}

/** Whether it is a token, as the name of a header must be (RFC 9110, section 5.6.2). */
export function isHeaderName(name: string): boolean {
  return TOKEN.test(name);
}

/**
 * An address out of a header. By the standards it is ASCII, but many servers send UTF-8, and browsers
 * take it for that.
 */
export function addressFromHeader(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : value;
}

/**
 * Headers of HTTP/2 as undici hands them over, brought to one character per byte. It takes Node's
 * characters, which are bytes already, for text and encodes them once more (7.30, `parseH2Headers`).
 */
export function bytewise(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const repaired = (value: string): string => Buffer.from(value, 'latin1').toString('utf8');
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(repaired) : value && repaired(value),
    ]),
  );
}

/** A header that has one value; of several the first counts. */
export function firstOf(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** A header that is a list, which may be spread over several lines (RFC 9110, section 5.3). */
export function allOf(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
}
