import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/queryClient';
import { App } from './app/App';
import { Providers } from './app/Providers';
import { keepReadingPlace } from './app/readingPlace';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/scrollbars.css';
import './styles/panes.css';
import './styles/forcedColors.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw into.');

keepReadingPlace();
// Drawn before the page counts as loaded, so that the first key a person presses is heard.
flushSync(() => {
  createRoot(root).render(
    <StrictMode>
      <Providers client={createQueryClient()}>
        <App />
      </Providers>
    </StrictMode>,
  );
});
