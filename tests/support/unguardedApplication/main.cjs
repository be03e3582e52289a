// Electron as it comes, without any of the app's guards: what the security tests measure against. Its page can reach this machine
// and nothing else.
const { app, BrowserWindow } = require('electron');

app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  app.on('session-created', (session) => session.setSpellCheckerLanguages([]));
  const window = new BrowserWindow({ width: 1000, height: 700, title: 'Unguarded' });
  void window.loadURL('about:blank');
});
