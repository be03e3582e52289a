/** The permissions Electron knows, and how a page asks for each of them in earnest. */

/** What came of asking: what matters is whether permission was what was missing. */
type Outcome = 'granted' | 'refused';

export interface PermissionKind {
  /** As Electron names it to its handlers. */
  readonly name: string;
  /** Asks as a page would. Left out where no page can, or where Chromium answers by itself. */
  readonly ask?: () => Promise<Outcome>;
  /** What a page may ask the state of, where the web has a name for it. */
  readonly query?: Readonly<Record<string, unknown>>;
}

/** All kinds of Electron's session documentation, in its order. */
export const PERMISSION_KINDS: readonly PermissionKind[] = [
  {
    name: 'clipboard-read',
    ask: () =>
      navigator.clipboard.readText().then(
        () => 'granted',
        () => 'refused',
      ),
    query: { name: 'clipboard-read' },
  },
  {
    name: 'clipboard-sanitized-write',
    ask: () =>
      navigator.clipboard.writeText('Broadsheet').then(
        () => 'granted',
        () => 'refused',
      ),
    query: { name: 'clipboard-write' },
  },
  { name: 'display-capture', query: { name: 'display-capture' } },
  { name: 'fileSystem' },
  {
    name: 'fullscreen',
    ask: () =>
      document.documentElement
        .requestFullscreen()
        .then(() => document.exitFullscreen())
        .then(
          () => 'granted',
          () => 'refused',
        ),
  },
  {
    name: 'geolocation',
    ask: () =>
      new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => {
            resolve('granted');
          },
          (error) => {
            resolve(error.code === error.PERMISSION_DENIED ? 'refused' : 'granted');
          },
        );
      }),
    query: { name: 'geolocation' },
  },
  {
    name: 'idle-detection',
    ask: async (): Promise<Outcome> => {
      const { IdleDetector } = window as unknown as {
        IdleDetector: { requestPermission: () => Promise<PermissionState> };
      };
      return (await IdleDetector.requestPermission()) === 'granted' ? 'granted' : 'refused';
    },
    query: { name: 'idle-detection' },
  },
  {
    name: 'keyboardLock',
    ask: () =>
      (navigator as unknown as { keyboard: { lock: (keys: string[]) => Promise<void> } }).keyboard
        .lock(['Escape'])
        .then(
          () => 'granted',
          () => 'refused',
        ),
    query: { name: 'keyboard-lock' },
  },
  { name: 'mediaKeySystem' },
  {
    name: 'media',
    // Nothing need be connected for this one to be asked; without a camera getUserMedia gives up first.
    ask: () =>
      navigator.mediaDevices.getDisplayMedia().then(
        () => 'granted',
        (error: unknown) => ((error as Error).name === 'NotAllowedError' ? 'refused' : 'granted'),
      ),
    query: { name: 'camera' },
  },
  { name: 'midi', query: { name: 'midi' } },
  {
    name: 'midiSysex',
    ask: () =>
      navigator.requestMIDIAccess({ sysex: true }).then(
        () => 'granted',
        // A machine without MIDI fails in another way, once it was allowed.
        (error: unknown) => ((error as Error).name === 'NotAllowedError' ? 'refused' : 'granted'),
      ),
    query: { name: 'midi', sysex: true },
  },
  {
    name: 'notifications',
    ask: async () =>
      (await Notification.requestPermission()) === 'granted' ? 'granted' : 'refused',
    query: { name: 'notifications' },
  },
  { name: 'openExternal' },
  {
    name: 'pointerLock',
    ask: () =>
      document.body.requestPointerLock().then(
        () => {
          document.exitPointerLock();
          return 'granted';
        },
        () => 'refused',
      ),
    query: { name: 'pointer-lock' },
  },
  { name: 'speaker-selection' },
  { name: 'storage-access', query: { name: 'storage-access' } },
  {
    name: 'top-level-storage-access',
    ask: () =>
      (document as unknown as { requestStorageAccessFor: (origin: string) => Promise<void> })
        .requestStorageAccessFor('https://elsewhere.example')
        .then(
          () => 'granted',
          () => 'refused',
        ),
    query: { name: 'top-level-storage-access', requestedOrigin: 'https://elsewhere.example' },
  },
  {
    name: 'window-management',
    ask: () =>
      (window as unknown as { getScreenDetails: () => Promise<unknown> }).getScreenDetails().then(
        () => 'granted',
        () => 'refused',
      ),
    query: { name: 'window-management' },
  },
  { name: 'unknown' },
];

/** Asks, in a page, for the state of a permission. */
export async function queryState(descriptor: Readonly<Record<string, unknown>>): Promise<string> {
  const status = await navigator.permissions.query(descriptor as unknown as PermissionDescriptor);
  return status.state;
}
