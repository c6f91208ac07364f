/**
 * As much of a browser's document as Plot needs to draw into: elements with attributes and children,
 * and their text as XML.
 */

type Child = Element | Text;

class Text {
  readonly data: string;

  constructor(data: string) {
    this.data = data;
  }
}

class Element {
  readonly namespaceURI = 'http://www.w3.org/2000/svg';
  readonly ownerDocument: ChartDocument;
  readonly tagName: string;
  readonly attributes = new Map<string, string>();
  readonly childNodes: Child[] = [];

  constructor(ownerDocument: ChartDocument, tagName: string) {
    this.ownerDocument = ownerDocument;
    this.tagName = tagName;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  setAttributeNS(_space: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  appendChild<Node extends Child>(child: Node): Node {
    this.childNodes.push(child);
    return child;
  }

  append(...children: (Child | string)[]): void {
    for (const child of children) {
      this.childNodes.push(typeof child === 'string' ? new Text(child) : child);
    }
  }

  insertBefore<Node extends Child>(child: Node, before: Child | null): Node {
    const place = before === null ? -1 : this.childNodes.indexOf(before);
    this.childNodes.splice(place < 0 ? this.childNodes.length : place, 0, child);
    return child;
  }

  get children(): Element[] {
    return this.childNodes.filter((child) => child instanceof Element);
  }

  get firstChild(): Child | null {
    return this.childNodes[0] ?? null;
  }

  set textContent(text: string) {
    this.childNodes.splice(0, Infinity, new Text(String(text)));
  }
}

/** What is given to Plot as its `document`. */
export class ChartDocument {
  readonly documentElement = new Element(this, 'html');

  createElementNS(_space: string, name: string): Element {
    return new Element(this, name);
  }

  createElement(name: string): Element {
    return new Element(this, name);
  }

  createTextNode(text: string): Text {
    return new Text(text);
  }
}

/** The children of an element as XML, without `<style>`, without labels for those inside a picture. */
export function innerXml(element: Element): string {
  return element.childNodes.map(toXml).join('');
}

function toXml(node: Child): string {
  if (node instanceof Text) return escapeXml(node.data);
  if (node.tagName === 'style') return '';
  const attributes = [...node.attributes]
    .filter(([name]) => !name.startsWith('aria-'))
    .map(([name, value]) => ` ${name}="${escapeXml(shortened(value))}"`);
  return `<${node.tagName}${attributes.join('')}>${innerXml(node)}</${node.tagName}>`;
}

/** Numbers with two decimals: nobody sees more of a pixel. */
function shortened(value: string): string {
  return value.replace(/\d+\.\d{3,}/g, (number) =>
    String(Number(Number(number).toFixed(2))),
  );
}

/** Text as XML writes it. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
