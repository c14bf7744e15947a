import { act, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/testing/render';
import { Button } from './Button';
import { ConfirmDialog } from './ConfirmDialog';
import { Dialog } from './Dialog';
import { toastQueue } from './toast-queue';
import { useToast } from './use-toast';

afterEach(() => {
  act(() => {
    for (const { id } of toastQueue.read()) toastQueue.remove(id);
  });
  vi.useRealTimers();
});

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
    expect(screen.queryByText('Week saved.')).not.toBeInTheDocument();
  });

  it('interrupts for an error, and shows three at most', async () => {
    const { user } = renderApp(<Saver undo={vi.fn()} />);
    for (let press = 0; press < 4; press += 1) await user.click(screen.getByRole('button', { name: 'Fail' }));
    const shown = screen.getAllByText('It was not saved.');
    expect(shown).toHaveLength(3);
    expect(shown[0]?.closest('[aria-live]')).toHaveAttribute('aria-live', 'assertive');
    await user.click(screen.getAllByRole('button', { name: 'Dismiss' })[0] ?? document.body);
    expect(screen.getAllByText('It was not saved.')).toHaveLength(2);
  });

  it('leaves by itself, but not under the pointer', async () => {
    vi.useFakeTimers();
    renderApp(<p />);
    act(() => toastQueue.add({ tone: 'success', message: 'Saved.', action: undefined }));
    const card = screen.getByText('Saved.').closest('li');
    act(() => card?.focus());
    act(() => card?.querySelector('button')?.focus());
    act(() => void vi.advanceTimersByTime(20_000));
    expect(screen.getByText('Saved.')).toBeInTheDocument();
    act(() => card?.querySelector('button')?.blur());
    act(() => void vi.advanceTimersByTime(6_000));
    expect(screen.queryByText('Saved.')).not.toBeInTheDocument();
  });
});
