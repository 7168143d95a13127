import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/providers.tsx';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { readStepUpReturn } from './app/step-up.ts';
import { startTheme } from './lib/theme.ts';
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has nothing to name
import './ui/base.css';

startTheme();
readStepUpReturn();
const container = document.querySelector('#root');
if (container === null) throw new Error('index.html has no #root.');
const queryClient = createQueryClient();
createRoot(container).render(
  <StrictMode>
    <Providers queryClient={queryClient} router={createAppRouter(queryClient)} />
  </StrictMode>,
);
