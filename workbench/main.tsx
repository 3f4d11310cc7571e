import { z } from 'zod';
import { createRoot } from 'react-dom/client';
import { AppearanceProvider, registerArea } from '#ui';
import { App } from './app.tsx';
import { workbenchArea } from './area.tsx';

// The pages run under a content security policy without `unsafe-eval`.
z.config({ jitless: true });

registerArea(workbenchArea);
createRoot(document.getElementById('root')!).render(
  <AppearanceProvider>
    <App />
  </AppearanceProvider>,
);
