import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/queryClient';
import { App } from './app/App';
import { Providers } from './app/Providers';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/scrollbars.css';
import './styles/panes.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw into.');

createRoot(root).render(
  <StrictMode>
    <Providers client={createQueryClient()}>
      <App />
    </Providers>
  </StrictMode>,
);
