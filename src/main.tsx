import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import '@/index.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// As a transition React draws it in slices, and the page answers meanwhile.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
