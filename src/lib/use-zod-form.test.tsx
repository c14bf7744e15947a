import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Controller } from 'react-hook-form';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { useZodForm } from './use-zod-form';

const schema = z
  .object({
    name: z.string().trim().min(1, 'Give a name.'),
    from: z.string(),
    to: z.string(),
    days: z.array(z.string()).min(1, 'Choose a day.'),
  })
  .superRefine(({ from, to }, context) => {
    if (to <= from) context.addIssue({ code: 'custom', path: ['to'], message: `Later than ${from}.` });
  });
type Fields = z.input<typeof schema>;

const saved: Fields = { name: 'Ada', from: '09:00', to: '17:00', days: ['Mon', 'Tue'] };

interface SampleProps {
  values: Fields;
  submit: (output: Fields) => Promise<Fields | void>;
}

function Sample({ values, submit }: SampleProps) {
  const {
    ref,
    submit: save,
    ...form
  } = useZodForm({
    schema,
    values,
    submit,
    refusedField: ({ code }) => (code === 'TAKEN' ? { name: 'name', message: 'That name is taken.' } : undefined),
  });
  const text = (name: 'name' | 'from' | 'to') => (
    <label>
      {name}
      <input {...form.register(name)} aria-invalid={form.errors[name] !== undefined} />
      <span>{form.errors[name]?.message}</span>
    </label>
  );
  return (
    <form ref={ref} noValidate onSubmit={save}>
      {text('from')}
      {text('to')}
      <Controller
        control={form.control}
        name="days"
        render={({ field }) => (
          <div data-wrong={form.errors.days !== undefined || undefined}>
            {['Mon', 'Tue', 'Wed'].map((day) => (
              <button
                key={day}
                type="button"
                aria-pressed={field.value.includes(day)}
                onClick={() =>
                  field.onChange(field.value.includes(day) ? field.value.filter((other) => other !== day) : [...field.value, day])
                }
              >
                {day}
              </button>
            ))}
            <span>{form.errors.days?.message}</span>
          </div>
        )}
      />
      {text('name')}
      <p role="alert">{form.failure?.message}</p>
      <p role="status">{[form.dirty && 'dirty', form.invalid && 'invalid', form.pending && 'pending'].filter(Boolean).join(' ')}</p>
      <button type="submit">Save</button>
      <button type="button" onClick={form.discard}>
        Discard
      </button>
    </form>
  );
}

function open(submit: SampleProps['submit'] = () => Promise.resolve()) {
  const send = vi.fn(submit);
  const { rerender } = render(<Sample values={saved} submit={send} />);
  return {
    user: userEvent.setup({ delay: null }),
    send,
    field: (name: string) => screen.getByLabelText(new RegExp(`^${name}`)),
    press: (name: string) => userEvent.click(screen.getByRole('button', { name })),
    /** Somebody else saved it. */
    saveElsewhere: (change: Partial<Fields>) => rerender(<Sample values={{ ...saved, ...change }} submit={send} />),
  };
}
const state = () => screen.getByRole('status').textContent;
const pressed = () => screen.getAllByRole('button', { pressed: true }).map(({ textContent }) => textContent);

it('sends what the schema makes of the fields', async () => {
  const { user, send, field, press } = open();
  await user.type(field('name'), ' Lovelace ');
  await press('Save');
  expect(send).toHaveBeenCalledExactlyOnceWith({ ...saved, name: 'Ada Lovelace' });
});

it('says nothing is wrong before the first try, then puts the focus on the first wrong field of the page', async () => {
  const { user, send, field, press } = open();
  await user.clear(field('name'));
  await press('Mon');
  await press('Tue');
  expect(state()).toBe('dirty');
  await press('Save');
  expect(screen.getByText('Choose a day.')).toBeInTheDocument();
  expect(screen.getByText('Give a name.')).toBeInTheDocument();
  // A group has no `aria-invalid`: its first button is where to go.
  expect(screen.getByRole('button', { name: 'Mon' })).toHaveFocus();
  await press('Wed');
  await press('Save');
  expect(field('name')).toHaveFocus();
  expect(send).not.toHaveBeenCalled();
});

it('lets the errors follow the typing after a try, also of a field that another one made wrong', async () => {
  const { user, field, press } = open();
  await user.clear(field('from'));
  await user.type(field('from'), '18:00');
  await press('Save');
  expect(screen.getByText('Later than 18:00.')).toBeInTheDocument();
  expect(state()).toBe('dirty invalid');
  await user.clear(field('from'));
  await user.type(field('from'), '08:00');
  await waitFor(() => expect(state()).toBe('dirty'));
});

it('sends once for two presses', async () => {
  const { user, send } = open(() => new Promise(() => undefined));
  await user.dblClick(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(state()).toBe('pending'));
  expect(send).toHaveBeenCalledOnce();
});

it('shows a refusal beside the field that it is about, with the focus there, until something is changed', async () => {
  const { user, field, press } = open(() => Promise.reject(new AppError({ kind: 'refusal', code: 'TAKEN', message: 'Taken.' })));
  await press('Save');
  expect(await screen.findByText('That name is taken.')).toBeInTheDocument();
  expect(field('name')).toHaveFocus();
  expect(screen.getByRole('alert')).toBeEmptyDOMElement();
  await user.type(field('name'), '!');
  await waitFor(() => expect(field('name')).toBeValid());
});

it('answers any other refusal as the failure of the whole, over with the next try', async () => {
  const { send, press } = open();
  send.mockRejectedValueOnce(new AppError({ kind: 'network', code: 'OFFLINE', message: 'No connection.' }));
  await press('Save');
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('No connection.'));
  await press('Save');
  await waitFor(() => expect(screen.getByRole('alert')).toBeEmptyDOMElement());
});

it('is dirty by what the fields hold, not by whether they were touched', async () => {
  const { user, field, press } = open();
  await user.type(field('name'), '!');
  expect(state()).toBe('dirty');
  await user.type(field('name'), '{Backspace}');
  expect(state()).toBe('');
  await press('Mon');
  expect(state()).toBe('dirty');
});

it('lets untouched fields follow what is saved elsewhere, and keeps what was typed', async () => {
  const { user, field, press, saveElsewhere } = open();
  await user.type(field('name'), '!');
  await press('Tue');
  saveElsewhere({ name: 'Grace', to: '16:00', days: ['Mon', 'Tue', 'Wed'] });
  await waitFor(() => expect(field('to')).toHaveValue('16:00'));
  expect(field('name')).toHaveValue('Ada!');
  expect(pressed()).toEqual(['Mon']);
  expect(state()).toBe('dirty');
});

it('is no longer dirty when what was typed is saved elsewhere', async () => {
  const { user, field, saveElsewhere } = open();
  await user.type(field('name'), '!');
  saveElsewhere({ name: 'Ada!' });
  await waitFor(() => expect(state()).toBe(''));
});

it('keeps the errors when something else is saved elsewhere', async () => {
  const { user, field, press, saveElsewhere } = open();
  await user.clear(field('name'));
  await press('Save');
  saveElsewhere({ to: '16:00' });
  await waitFor(() => expect(field('to')).toHaveValue('16:00'));
  expect(field('name')).toBeInvalid();
});

it('starts again from what was saved: nothing dirty, and the next check on submit', async () => {
  const { user, field, press, send } = open(({ name }) => Promise.resolve({ ...saved, name: name.toUpperCase() }));
  await user.clear(field('name'));
  await press('Save');
  await user.type(field('name'), 'Grace');
  await press('Save');
  expect(send).toHaveBeenCalledOnce();
  expect(field('name')).toHaveValue('GRACE');
  await user.clear(field('name'));
  expect(field('name')).toBeValid();
});

it('discards to what is saved', async () => {
  const { user, field, press, saveElsewhere } = open();
  await user.clear(field('name'));
  await press('Tue');
  await press('Save');
  saveElsewhere({ name: 'Grace' });
  await press('Discard');
  expect(field('name')).toHaveValue('Grace');
  expect(pressed()).toEqual(['Mon', 'Tue']);
  expect(state()).toBe('');
});
