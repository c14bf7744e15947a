/** Text already safe to put into a page. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Tagged template that escapes every value that is not itself `html`. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  const texts = values.map((value) => {
    if (value instanceof Html) return value.text;
    if (Array.isArray(value)) return value.map((item) => item.text).join('');
    return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  });
  return new Html(parts.reduce((text, part, index) => text + (texts[index - 1] ?? '') + part));
}
