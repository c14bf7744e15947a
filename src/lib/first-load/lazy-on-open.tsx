import { Suspense, type ComponentType } from 'react';
import { lazyNamed } from './lazy-named';
import { useWanted } from './use-wanted';

/**
 * Something that opens over the page, such as a dialog: its code is fetched in a quiet moment, or when it first opens.
 * `export const Dialog = lazyOnOpen(() => import('./DialogSurface'), 'DialogSurface')`
 */
export function lazyOnOpen<Name extends string, Props extends { open: boolean }>(
  fetchCode: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) {
  const Surface = lazyNamed(fetchCode, name);
  return function OpensLater(props: Props) {
    const wanted = useWanted(props.open, fetchCode);
    return (
      wanted && (
        <Suspense>
          <Surface {...props} />
        </Suspense>
      )
    );
  };
}
