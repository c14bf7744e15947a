import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/testing/render';
import { Button } from './Button';
import { ConfirmDialog } from './ConfirmDialog';
import { Dialog } from './Dialog';
import { useToast } from './use-toast';

afterEach(() => void vi.useRealTimers());

function WithDialog() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Copy Monday</Button>
      <Dialog open={open} onOpenChange={setOpen} title="Copy to" description="Which days?">
        <Button>Tuesday</Button>
      </Dialog>
    </>
  );
}

describe('Dialog', () => {
  it('is named and described, closes with Escape, and gives focus back', async () => {
    const { user } = renderApp(<WithDialog />);
    await user.click(screen.getByRole('button', { name: 'Copy Monday' }));
    const dialog = await screen.findByRole('dialog', { name: 'Copy to' });
    expect(dialog).toHaveAccessibleDescription('Which days?');
    await waitFor(() => expect(dialog).toContainElement(document.querySelector<HTMLElement>(':focus')));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Copy Monday' })).toHaveFocus());
  });
});

describe('ConfirmDialog', () => {
  it('starts on the safe answer, and is closed by its caller', async () => {
    const confirm = vi.fn();
    const close = vi.fn();
    const { user } = renderApp(
      <ConfirmDialog
        open
        onOpenChange={close}
        title="Cancel this session?"
        description="Ana gets £80.00 back."
        confirmLabel="Cancel session"
        cancelLabel="Keep session"
        onConfirm={confirm}
      />,
    );
    await screen.findByRole('alertdialog', { name: 'Cancel this session?' });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Keep session' })).toHaveFocus());
    await user.click(screen.getByRole('button', { name: 'Cancel session' }));
    expect(confirm).toHaveBeenCalledOnce();
    expect(close).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Keep session' }));
    expect(close).toHaveBeenCalledWith(false);
  });
});

describe('useToast', () => {
  function Saver({ undo }: { undo: () => void }) {
    const toast = useToast();
    return (
      <>
        <Button onClick={() => toast.success('Week saved.', { label: 'Undo', onClick: undo })}>Save</Button>
        <Button onClick={() => toast.error('It was not saved.')}>Fail</Button>
      </>
    );
  }

  it('offers the action once, then is gone', async () => {
    const undo = vi.fn();
    const { user } = renderApp(<Saver undo={undo} />);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByText('Week saved.')).closest('[aria-live]')).toHaveAttribute('aria-live', 'polite');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByText('Week saved.')).not.toBeInTheDocument());
  });

  it('interrupts for an error, and shows three at most', async () => {
    const { user } = renderApp(<Saver undo={vi.fn()} />);
    for (let press = 0; press < 4; press += 1) await user.click(screen.getByRole('button', { name: 'Fail' }));
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(4));
    expect(screen.getAllByRole('alert')[0]).toHaveTextContent('It was not saved.');
    const toasts = () => screen.queryAllByRole('group', { hidden: true });
    const shown = () => toasts().filter((toast) => !toast.hasAttribute('inert'));
    expect(shown()).toHaveLength(3);
    for (const left of [3, 2]) {
      await user.click(screen.getAllByRole('button', { name: 'Dismiss', hidden: true })[0] ?? document.body);
      // The fourth takes the place of the first that leaves.
      await waitFor(() => expect(toasts()).toHaveLength(left));
      expect(shown()).toHaveLength(left);
    }
  });

  it('leaves by itself, but not while it has the pointer or the focus', async () => {
    renderApp(<Saver undo={vi.fn()} />);
    fireEvent.click(screen.getByRole('button', { name: 'Fail' }));
    await screen.findByRole('alert');
    vi.useFakeTimers({ shouldAdvanceTime: true });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const toast = () => screen.queryByRole('group', { name: 'Week saved.' });
    const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));

    await pass(8);
    fireEvent.keyDown(window, { key: 'F6' });
    expect(screen.getByRole('region', { name: 'Notifications' })).toHaveFocus();
    await pass(60);
    expect(toast()).toBeInTheDocument();
    act(() => screen.getByRole('button', { name: 'Save' }).focus());

    fireEvent.mouseEnter(screen.getByRole('region', { name: 'Notifications' }));
    await pass(60);
    expect(toast()).toBeInTheDocument();
    fireEvent.mouseLeave(screen.getByRole('region', { name: 'Notifications' }));
    await pass(3);
    await vi.waitFor(() => expect(toast()).not.toBeInTheDocument());
  });
});
