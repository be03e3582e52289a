/**
 * The two web-standard globals beyond the language that the pure floors may name, because Node and
 * Chromium have the very same. Declared here so that nothing else becomes visible there.
 */
declare class URL {
  constructor(address: string, base?: string | URL);
  static canParse(address: string, base?: string): boolean;
  hash: string;
  host: string;
  hostname: string;
  readonly href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  protocol: string;
  search: string;
  readonly searchParams: { get(name: string): string | null };
  username: string;
}

interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}
