import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link, Route, Routes } from 'react-router-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppRouter } from '@/lib/first-load/AppRouter';
import { useRouteFocus } from './use-route-focus';

/** The part of the shell that this is about. */
function Shell({ children }: { children: ReactNode }) {
  useRouteFocus();
  return (
    <main>
      <Suspense fallback="Skeleton">{children}</Suspense>
    </main>
  );
}

function Home() {
  return (
    <>
      <h1>Home</h1>
      <label>
        Name <input />
      </label>
      <Link to="/next">On</Link>
    </>
  );
}

/** A page whose heading comes after its data. */
function Next() {
  const [isThere, setThere] = useState(false);
  return (
    <>
      <button onClick={() => setThere(true)}>Load</button>
      <label>
        Search <input />
      </label>
      {isThere && <h1>Next</h1>}
    </>
  );
}

/** The app at its first page, and a function by which the code of the next one arrives. */
function show() {
  let arrive = () => undefined as void;
  const Late = lazy(() => new Promise<{ default: typeof Next }>((resolve) => (arrive = () => resolve({ default: Next }))));
  render(
    <AppRouter>
      <Shell>
        <Routes>
          <Route path="/" element={<Home />} />
          <Route path="/next" element={<Late />} />
        </Routes>
      </Shell>
    </AppRouter>,
  );
  return { user: userEvent.setup({ delay: null }), arrive: () => act(async () => arrive()) };
}

describe('AppRouter: a page whose code is not loaded yet', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('the old page stays usable; the new one opens at its top', async () => {
    const { user, arrive } = show();
    const scrolled = vi.spyOn(window, 'scrollTo');
    await user.click(screen.getByRole('link', { name: 'On' }));
    expect(window.location.pathname).toBe('/next');
    expect(screen.getByRole('heading', { name: 'Home' })).toBeVisible();
    expect(screen.queryByText('Skeleton')).not.toBeInTheDocument();
    expect(screen.getByTestId('under-way')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Name'), 'Ana');
    expect(screen.getByLabelText('Name')).toHaveValue('Ana');
    expect(scrolled).not.toHaveBeenCalled();

    await arrive();
    expect(screen.queryByRole('heading', { name: 'Home' })).not.toBeInTheDocument();
    expect(screen.queryByTestId('under-way')).not.toBeInTheDocument();
    expect(scrolled).toHaveBeenCalledWith(0, 0);
    // Pressed without the focus, as Safari does.
    act(() => screen.getByRole('button', { name: 'Load' }).click());
    expect(await screen.findByRole('heading', { name: 'Next' })).toHaveFocus();
  });

  it('the focus stays where the reader has moved it meanwhile', async () => {
    const { user, arrive } = show();
    await user.click(screen.getByRole('link', { name: 'On' }));
    await arrive();
    await user.click(screen.getByLabelText('Search'));
    act(() => screen.getByRole('button', { name: 'Load' }).click());
    await screen.findByRole('heading', { name: 'Next' });
    expect(screen.getByLabelText('Search')).toHaveFocus();
  });
});
