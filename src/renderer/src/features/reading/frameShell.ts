import stylesheet from '../../styles/article.css?url';

/**
 * The empty page every article is put into. Its own policy is stricter than the window's and both
 * hold: nothing runs, nothing is sent, pictures come from this machine, style only from our files.
 *
 * Every link asks for a window of its own, whichever way it is pressed. One that led this frame away
 * would be stopped by the window's policy before the shell hears of it, with an empty frame left.
 */
const POLICY = [
  "default-src 'none'",
  'img-src app-img:',
  "style-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

// The frame's address is about:srcdoc, to which a relative address would mean nothing.
const stylesheetAddress = new URL(stylesheet, window.location.href).href;

export const FRAME_SHELL = `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<base target="_blank">
<link rel="stylesheet" href="${stylesheetAddress}">
</head>
<body></body>
</html>`;
