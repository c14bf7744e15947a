/** A decoded form value: Stripe's nested `a[b][0]=c` becomes `{ a: { b: { "0": "c" } } }`, lists become arrays. */
export type FormValue = string | FormValue[] | FormTree;
export type FormTree = { [key: string]: FormValue };

const MAX_DEPTH = 6;

/**
 * Decodes Stripe's form encoding of query strings and bodies. `a[]=x` and `a[0]=x` make lists, `a[k]=x` makes objects.
 * Objects have no prototype, so a key such as `__proto__` is only a key.
 * @throws RangeError when a key is nested deeper than anything Stripe's API knows.
 */
export function decodeForm(text: string): FormTree {
  const root = emptyTree();
  for (const [rawKey, value] of new URLSearchParams(text)) assign(root, splitKey(rawKey), value);
  for (const [key, value] of Object.entries(root)) root[key] = collapse(value);
  return root;
}

function emptyTree(): FormTree {
  const tree: FormTree = Object.create(null);
  return tree;
}

function splitKey(key: string): string[] {
  const head = key.indexOf('[');
  if (head <= 0) return [key];
  const rest = [...key.slice(head).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  const path = [key.slice(0, head), ...rest];
  if (path.length > MAX_DEPTH) throw new RangeError('The request nests its parameters too deeply.');
  return path;
}

function assign(tree: FormTree, path: string[], value: string): void {
  let node = tree;
  path.forEach((segment, index) => {
    // `expand[]=a&expand[]=b`: an empty segment appends.
    const key = segment === '' ? String(Object.keys(node).length) : segment;
    if (index === path.length - 1) {
      node[key] = value;
      return;
    }
    const next = node[key];
    if (typeof next === 'object' && !Array.isArray(next)) node = next;
    else node = node[key] = emptyTree();
  });
}

function collapse(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  const isList = keys.length > 0 && keys.every((key, index) => key === String(index));
  if (isList) return keys.map((key) => collapse(value[key] ?? ''));
  for (const key of keys) value[key] = collapse(value[key] ?? '');
  return value;
}
