import { Field } from '@/components/ui/Field';
import { FilterBar } from '@/components/ui/FilterBar';
import { Select } from '@/components/ui/Select';
import { usePaymentMonths } from '@/data/payments/use-payment-months';
import { formatMonth } from '@/domain/format';
import { PAYMENT_STATES, type PaymentState } from '@/domain/payment-text';
import { stateLabel } from './payment-state';
import type { PaymentFilters } from './use-payment-filters';

interface PaymentFiltersBarProps {
  filters: PaymentFilters;
  active: boolean;
  onChange: (change: Partial<PaymentFilters>) => void;
  onClear: () => void;
}

const STATES: { value: PaymentState | 'all'; label: string }[] = [
  { value: 'all', label: 'All payments' },
  ...PAYMENT_STATES.map((state) => ({ value: state, label: stateLabel(state) })),
];

/** Search, month and status of a therapist's payments. */
export function PaymentFiltersBar({ filters, active, onChange, onClear }: PaymentFiltersBarProps) {
  const months = usePaymentMonths();
  // The month of the address stays a choice, also while it has no money in it.
  const known = [...new Set([...(filters.month ? [filters.month] : []), ...(months.data ?? []).map(({ month }) => month)])]
    .toSorted()
    .toReversed();
  return (
    <FilterBar
      label="Payments"
      searchLabel="Search client or receipt"
      search={filters.search}
      onSearch={(search) => onChange({ search })}
      active={active}
      onClear={onClear}
      className="sm:grid-cols-[minmax(9rem,1fr)_11rem_13rem]"
    >
      <Field filter label="Month" className="min-w-0 grid-cols-1">
        <Select
          value={filters.month ?? 'latest'}
          onValueChange={(month) => onChange({ month: month === 'latest' ? null : month })}
          options={[
            { value: 'latest', label: 'All months' },
            ...known.map((month) => ({ value: month, label: formatMonth(`${month}-01`) })),
          ]}
        />
      </Field>
      <Field filter label="Status" className="min-w-0 grid-cols-1">
        <Select value={filters.state} onValueChange={(state) => onChange({ state })} options={STATES} />
      </Field>
    </FilterBar>
  );
}
