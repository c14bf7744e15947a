import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/testing/render';
import { Avatar, initials } from './Avatar';
import { Button } from './Button';
import { Checkbox } from './Checkbox';
import { ErrorNotice } from './ErrorNotice';
import { Field } from './Field';
import { Input } from './Input';
import { PasswordInput } from './PasswordInput';
import { SegmentedControl } from './SegmentedControl';
import { Select } from './Select';
import { Switch } from './Switch';

const lengths = [
  { value: '30', label: '30 min' },
  { value: '60', label: '60 min' },
  { value: '90', label: '90 min' },
] as const;

describe('Button', () => {
  it('takes no press while loading, and keeps its name and focus', async () => {
    const press = vi.fn();
    const { user } = renderApp(
      <Button loading onClick={press}>
        Save
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Save' });
    await user.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(button).toHaveAttribute('aria-busy', 'true');
    expect(button).toHaveFocus();
  });

  it('does not submit a form twice while loading', async () => {
    const submit = vi.fn();
    const { user } = renderApp(
      <form onSubmit={submit}>
        <Button type="submit" loading>
          Send
        </Button>
      </form>,
    );
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect(submit).not.toHaveBeenCalled();
  });
});

describe('Field', () => {
  it('connects label, hint and error to the control', () => {
    renderApp(
      <Field label="Email" hint="Where we write to." error="That is not an address." required>
        <Input />
      </Field>,
    );
    const input = screen.getByRole('textbox', { name: 'Email' });
    expect(input).toBeRequired();
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription('That is not an address. Where we write to.');
  });

  it('names a select, and marks it as optional', () => {
    renderApp(
      <Field label="Length">
        <Select value="60" onValueChange={vi.fn()} options={lengths} />
      </Field>,
    );
    expect(screen.getByRole('combobox', { name: 'Length (optional)' })).toHaveValue('60');
  });
});

describe('Select', () => {
  it('shows its placeholder until something is chosen, and reports the choice', async () => {
    const choose = vi.fn();
    const { user } = renderApp(
      <Select aria-label="Length" value={null} placeholder="How long?" onValueChange={choose} options={lengths} />,
    );
    expect(screen.getByRole('combobox', { name: 'Length' })).toHaveDisplayValue('How long?');
    await user.selectOptions(screen.getByRole('combobox'), '90 min');
    expect(choose).toHaveBeenCalledExactlyOnceWith('90');
  });
});

describe('SegmentedControl', () => {
  it('is one tab stop, and arrow keys choose', async () => {
    function Lengths() {
      const [value, setValue] = useState<(typeof lengths)[number]['value']>('60');
      return <SegmentedControl label="Length" value={value} onValueChange={setValue} options={lengths} />;
    }
    const { user } = renderApp(<Lengths />);
    await user.tab();
    expect(screen.getByRole('radio', { name: '60 min' })).toHaveFocus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('radio', { name: '90 min' })).toBeChecked();
    expect(screen.getByRole('group', { name: 'Length' })).toBeInTheDocument();
  });
});

describe('Switch and Checkbox', () => {
  it('are toggled by a press on their label and by the space bar', async () => {
    const on = vi.fn();
    const tick = vi.fn();
    const { user } = renderApp(
      <>
        <Switch checked={false} onCheckedChange={on} label="Monday" />
        <Checkbox checked onCheckedChange={tick} label="09:00" />
      </>,
    );
    await user.click(screen.getByText('Monday'));
    expect(on).toHaveBeenCalledWith(true);
    expect(screen.getByRole('switch', { name: 'Monday' })).not.toBeChecked();
    screen.getByRole('checkbox', { name: '09:00' }).focus();
    await user.keyboard(' ');
    expect(tick).toHaveBeenCalledWith(false);
  });
});

describe('PasswordInput', () => {
  it('shows and hides what was typed', async () => {
    const { user } = renderApp(
      <Field label="Password" required>
        <PasswordInput autoComplete="new-password" />
      </Field>,
    );
    const input = screen.getByLabelText('Password');
    expect(input).toHaveAttribute('type', 'password');
    await user.click(screen.getByRole('button', { name: 'Show password' }));
    expect(input).toHaveAttribute('type', 'text');
    expect(screen.getByRole('button', { name: 'Show password' })).toHaveAttribute('aria-pressed', 'true');
  });
});

describe('ErrorNotice', () => {
  it('says what happened, and can be retried', async () => {
    const retry = vi.fn();
    const { user } = renderApp(<ErrorNotice error={new TypeError('Failed to fetch')} onRetry={retry} />);
    expect(screen.getByRole('alert')).toHaveTextContent('Check your connection');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });
});

describe('Avatar', () => {
  it('takes initials from the name without its title, in any script', () => {
    expect(initials('Dr. Sarah Johnson')).toBe('SJ');
    expect(initials('  maría  del carmen ruiz ')).toBe('MR');
    expect(initials('Cher')).toBe('C');
    expect(initials('田中 ゆき')).toBe('田ゆ');
    expect(initials('   ')).toBe('·');
  });

  it('is hidden from screen readers', () => {
    const { container } = renderApp(<Avatar name="Ana Ruiz" />);
    expect(container.querySelector('[aria-hidden="true"]')).toBeInTheDocument();
    expect(container).not.toHaveTextContent('AR');
  });
});
