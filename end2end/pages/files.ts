import { expect, type Locator, type Page } from '@playwright/test';

/** One file as a test sends it. */
export interface TestFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** One pixel: the smallest picture that a browser shows. */
export const SCREENSHOT: TestFile = {
  name: 'error-809.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
    'base64',
  ),
};

export function log(name: string): TestFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(`contents of ${name}`) };
}

/** The control for files, on whichever page it is. */
export class FilePicker {
  constructor(private readonly page: Page) {}

  get input(): Locator {
    return this.page.getByLabel('Screenshots or files');
  }

  /** The line of one file. */
  line(name: string): Locator {
    return this.page.locator('.files').getByRole('listitem').filter({ hasText: name });
  }

  async pick(...files: TestFile[]): Promise<void> {
    await this.input.setInputFiles(files);
  }

  /** Pastes into the field that has the focus, as somebody does who made a screenshot. */
  async paste(file: TestFile): Promise<void> {
    await this.page.evaluate(dispatch, ['paste', ':focus', plain(file)] as const);
  }

  async drop(file: TestFile): Promise<void> {
    await this.page.evaluate(dispatch, ['dragover', 'main', plain(file)] as const);
    await this.page.evaluate(dispatch, ['drop', 'main', plain(file)] as const);
  }

  async remove(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${name}` }).click();
    await expect(this.line(name)).toHaveCount(0);
  }

  async expectReady(name: string): Promise<void> {
    await expect(this.line(name).getByRole('button', { name: `Remove ${name}` })).toBeVisible();
    await expect(this.line(name)).toContainText(/\d (byte|kB|MB)/);
  }

  /** What a screen reader hears last. */
  async expectSaid(words: string): Promise<void> {
    await expect(this.page.getByRole('status').filter({ hasText: words })).toHaveCount(1);
  }
}

function plain(file: TestFile): [string, string, string] {
  return [file.name, file.mimeType, file.buffer.toString('base64')];
}

/** Runs in the page: what a browser does when something is pasted or dropped. */
function dispatch([kind, where, [name, type, base64]]: readonly [
  'paste' | 'dragover' | 'drop',
  string,
  [string, string, string],
]): void {
  const data = new DataTransfer();
  const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
  data.items.add(new File([bytes], name, { type }));
  const shared = { bubbles: true, cancelable: true };
  const event =
    kind === 'paste'
      ? new ClipboardEvent(kind, { ...shared, clipboardData: data })
      : new DragEvent(kind, { ...shared, dataTransfer: data });
  document.querySelector(where)!.dispatchEvent(event);
}
