import { isAppAddress } from './appAddress';
import { CONTENT_SECURITY_POLICY } from './contentSecurityPolicy';
import { emptyAnswer } from './emptyAnswer';
import { contentTypeOf, findInside, streamFile } from './servedFile';

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
};

/** Answers one request: GET, our host, a file inside the folder; anything else is an error. */
export async function answerApp(
  request: Pick<Request, 'method' | 'url'>,
  rendererFolder: string,
): Promise<Response> {
  if (request.method !== 'GET') return emptyAnswer(405, HEADERS);
  if (!isAppAddress(request.url)) return emptyAnswer(404, HEADERS);
  const file = await findInside(rendererFolder, new URL(request.url).pathname);
  if (file === null) return emptyAnswer(404, HEADERS);
  return new Response(streamFile(file), {
    headers: { ...HEADERS, 'Content-Type': contentTypeOf(file) },
  });
}
