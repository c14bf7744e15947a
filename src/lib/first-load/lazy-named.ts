import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/**
 * A component whose code is fetched when it is first drawn: `lazyNamed(() => import('./X'), 'X')`.
 * React's own `lazy` takes default exports only, and we have none.
 */
export function lazyNamed<Name extends string, Props>(
  fetchCode: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: (await fetchCode())[name] }));
}
