/**
 * Sent as a header with every answer of the app's scheme; a meta element could not carry
 * `frame-ancestors`. The article frame inherits it and adds a stricter one of its own.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src app-img: data:',
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** For stored pictures: whatever the bytes are, nothing in them may run or load. */
export const IMAGE_SECURITY_POLICY = "default-src 'none'; sandbox";
