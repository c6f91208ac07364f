/** Makes elements: a tag, what it has, and what is in it. */

/** Attributes by name; `class` and `aria-label` as in HTML. `true` is an attribute without value. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A new element. Texts among the children are shown as they are. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}
