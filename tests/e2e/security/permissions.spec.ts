/**
 * What a page may ask the machine for. Each kind twice: what the app's handlers answer, and what a page
 * of the real window gets when it asks in earnest. The same asking is measured without the handlers.
 */
import { expect, test } from '@playwright/test';
import { APP_PAGE } from '../../../src/main/shell/appAddress';
import { FeedServer } from '../../support/feedServer';
import { keepInstalledHandlers, type Handler } from '../../support/installedHandlers';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { launchUnguarded, type UnguardedApp } from '../../support/launchUnguarded';
import { PERMISSION_KINDS, queryState } from '../../support/permissionKinds';

/** Copying text, and the window's own full screen. */
const ALLOWED = ['clipboard-sanitized-write', 'fullscreen'];

const WINDOW = { isMainFrame: true, requestingUrl: APP_PAGE };
/** All who are not the window's own page. */
const STRANGERS = [
  { isMainFrame: false, requestingUrl: APP_PAGE },
  { isMainFrame: false, requestingUrl: 'about:srcdoc' },
  { isMainFrame: true, requestingUrl: 'https://elsewhere.example/' },
  { isMainFrame: true, requestingUrl: 'app://bundle.elsewhere.example/index.html' },
  { isMainFrame: true, requestingUrl: 'app://bundle/assets/index.js' },
  { isMainFrame: true, requestingUrl: '' },
  { isMainFrame: true },
];

const asking = PERMISSION_KINDS.flatMap(({ name, ask }) => (ask ? [{ name, ask }] : []));
const queried = PERMISSION_KINDS.flatMap(({ name, query }) => (query ? [{ name, query }] : []));

test.describe('permissions of the window', () => {
  let running: LaunchedApp;

  test.beforeAll(async () => {
    running = await launchApp({ expectedErrors: /permission|sandbox|full-?screen/i });
    await keepInstalledHandlers(running.electron);
  });

  test.afterAll(async () => {
    await running.close();
  });

  /** What the app's two handlers answer, in the order of the askers. */
  const answers = (
    way: 'request' | 'check',
    permission: string,
    askers: readonly object[],
  ): Promise<unknown[]> =>
    running.electron.evaluate(
      ({ webContents }, input) => {
        const { setPermissionRequestHandler: request, setPermissionCheckHandler: check } = (
          globalThis as unknown as { installedHandlers: Record<string, Handler> }
        ).installedHandlers;
        const contents = webContents.getAllWebContents()[0];
        return Promise.all(
          input.askers.map((asker) =>
            input.way === 'check'
              ? check?.(contents, input.permission, 'app://bundle', asker)
              : new Promise((answer) => request?.(contents, input.permission, answer, asker)),
          ),
        );
      },
      { way, permission, askers },
    );
  const everybody = [WINDOW, ...STRANGERS];
  const expected = (name: string): boolean[] => [
    ALLOWED.includes(name),
    ...STRANGERS.map(() => false),
  ];

  PERMISSION_KINDS.forEach(({ name, ask, query }, index) => {
    const id = (offset: number): string => `A11.${String(2 * index + offset).padStart(2, '0')}`;

    test(`[${id(1)}] ${name}: a request`, async () => {
      expect(await answers('request', name, everybody)).toEqual(expected(name));
      if (ask === undefined) return;
      expect(await running.page.evaluate(ask)).toBe(ALLOWED.includes(name) ? 'granted' : 'refused');
    });

    test(`[${id(2)}] ${name}: a check`, async () => {
      expect(await answers('check', name, everybody)).toEqual(expected(name));
      if (query === undefined) return;
      const state = await running.page.evaluate(queryState, query);
      expect(state).toBe(ALLOWED.includes(name) ? 'granted' : 'denied');
    });
  });

  test('no device is given away', async () => {
    const given = await running.electron.evaluate(async ({ session, webContents }) => {
      const { installedHandlers: kept } = globalThis as unknown as {
        installedHandlers: Record<string, Handler>;
      };
      const ask = (handler: Handler | undefined, request: unknown): Promise<unknown> =>
        new Promise((answer) => handler?.(request, answer));
      /** What the app chooses from a list that has something to choose from. */
      const choose = (
        emitter: NodeJS.EventEmitter,
        name: string,
        list: unknown,
      ): Promise<unknown> =>
        new Promise((resolve) => {
          let isPrevented = false;
          const event = { preventDefault: () => (isPrevented = true) };
          const answer = (chosen: unknown): void => {
            resolve({ chosen: chosen ?? '', isPrevented });
          };
          // Serial ports come with one argument more, the page.
          const input =
            name === 'select-serial-port' ? [event, list, null, answer] : [event, list, answer];
          emitter.emit(name, ...input);
        });
      const device = { deviceId: 'stick', portId: 'stick', deviceName: 'Stick' };
      const { defaultSession } = session;
      return {
        devices: ['hid', 'serial', 'usb'].map((deviceType) =>
          kept.setDevicePermissionHandler?.({ deviceType, origin: 'app://bundle', device }),
        ),
        screen: await ask(kept.setDisplayMediaRequestHandler, { videoRequested: true }),
        pairing: await ask(kept.setBluetoothPairingHandler, { pairingKind: 'confirm' }),
        usb: await choose(defaultSession, 'select-usb-device', { deviceList: [device] }),
        hid: await choose(defaultSession, 'select-hid-device', { deviceList: [device] }),
        serial: await choose(defaultSession, 'select-serial-port', [device]),
        bluetooth: await choose(webContents.getAllWebContents()[0]!, 'select-bluetooth-device', [
          device,
        ]),
      };
    });
    const nothing = { chosen: '', isPrevented: true };
    expect(given).toEqual({
      devices: [false, false, false],
      screen: null,
      pairing: { confirmed: false },
      usb: nothing,
      hid: nothing,
      serial: nothing,
      bluetooth: nothing,
    });
  });

  test('an article may not even copy', async () => {
    await running.page.getByRole('button', { name: 'Start with the sample' }).click();
    await running.page.getByRole('option').first().click();
    const article = running.page.frameLocator('iframe').locator('article');
    const state = (name: string): Promise<string> =>
      article.evaluate(async (element, permission) => {
        const { navigator } = element.ownerDocument.defaultView!;
        return (await navigator.permissions.query({ name: permission as PermissionName })).state;
      }, name);
    expect(await state('clipboard-write')).toBe('denied');
    expect(await state('clipboard-read')).toBe('denied');
  });
});

test.describe('without handlers', () => {
  let server: FeedServer;
  let unguarded: UnguardedApp;

  test.beforeAll(async () => {
    server = await FeedServer.start();
    server.serve('/', '<!doctype html><p>Page</p>', { contentType: 'text/html' });
    unguarded = await launchUnguarded(server.url('/'));
  });

  test.afterAll(async () => {
    await unguarded.close();
    await server.kill();
  });

  test('whatever a page asks for is granted', async () => {
    for (const { name, query } of queried) {
      expect(await unguarded.page.evaluate(queryState, query), `state of ${name}`).toBe('granted');
    }
    for (const { name, ask } of asking) {
      // Only this one needs a handler to be granted, which chooses what is shown.
      if (name === 'media') continue;
      expect(await unguarded.page.evaluate(ask), `asking for ${name}`).toBe('granted');
    }
  });

  test('the asking reaches the handlers under the names of the table', async () => {
    await unguarded.electron.evaluate(({ session }) => {
      const asked: string[] = [];
      Object.assign(globalThis, { askedFor: asked });
      session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
        asked.push(permission);
        answer(true);
      });
      session.defaultSession.setPermissionCheckHandler((_contents, permission) => {
        asked.push(permission);
        return true;
      });
    });
    const askedFor = (): Promise<string[]> =>
      unguarded.electron.evaluate(() =>
        (globalThis as unknown as { askedFor: string[] }).askedFor.splice(0),
      );
    for (const { name, query } of queried) {
      await unguarded.page.evaluate(queryState, query);
      expect(await askedFor()).toContain(name);
    }
    for (const { name, ask } of asking) {
      await unguarded.page.evaluate(ask);
      expect(await askedFor()).toContain(name);
    }
  });
});
