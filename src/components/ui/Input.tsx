import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';
import { controlStyles } from './control-styles';
import { useFieldControl } from './field-context';

/** A one-line text control. Inside a `Field` it takes its id and descriptions from there. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  const control = useFieldControl(rest);
  return <input {...rest} {...control} className={cn(controlStyles, 'h-11', className)} />;
}
