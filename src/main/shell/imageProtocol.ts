import type { MediaLocation } from '../../shared/engineMessages';
import { MediaId } from '../../shared/model';
import { IMAGE_SCHEME } from './appAddress';
import { IMAGE_SECURITY_POLICY } from './contentSecurityPolicy';
import { emptyAnswer } from './emptyAnswer';
import { parseAddress } from './parseAddress';
import { streamFile } from './servedFile';

const HEADERS = {
  'Content-Security-Policy': IMAGE_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
};

/** A picture is named by the hash of its bytes, so that answer can never change. */
const FOREVER = { ...HEADERS, 'Cache-Control': 'private, max-age=31536000, immutable' };

/** That a picture is not there can change at any time: it may be stored in the next second. */
const FOR_NOW = { ...HEADERS, 'Cache-Control': 'no-store' };

/** Pictures without a program inside: an SVG can hold script, and hang the window. */
const RASTER_TYPE = /^image\/(?:png|jpeg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)$/;

/** Asks the engine where a picture is; null when it is not stored. */
export type LocateMedia = (id: MediaId) => Promise<MediaLocation | null>;

/** Answers one request for a picture. The engine alone decides which file an id means. */
export async function answerImage(
  request: Pick<Request, 'method' | 'url'>,
  locate: LocateMedia,
): Promise<Response> {
  if (request.method !== 'GET') return emptyAnswer(405, FOR_NOW);
  const id = imageId(request.url);
  const location = id === null ? null : await locate(id);
  if (location === null || !RASTER_TYPE.test(location.contentType)) {
    return emptyAnswer(404, FOR_NOW);
  }
  return new Response(streamFile(location.path), {
    headers: { ...FOREVER, 'Content-Type': location.contentType },
  });
}

function imageId(address: string): MediaId | null {
  const url = parseAddress(address);
  if (url === null || !['', '/'].includes(url.pathname)) return null;
  if (url.href !== `${IMAGE_SCHEME}://${url.host}${url.pathname}`) return null;
  const id = MediaId.safeParse(url.host);
  return id.success ? id.data : null;
}
