import { expect, type Locator, type Page } from '@playwright/test';

import { expectAccessible } from '../fixtures/accessibility';
import type { Visitor } from '../fixtures';

/** What every page has, and has to keep. */
export abstract class Screen {
  protected readonly page: Page;
  protected readonly javaScript: boolean;

  constructor(protected readonly visitor: Visitor) {
    this.page = visitor.page;
    this.javaScript = visitor.javaScript;
  }

  /** What stands in the one first-level heading. */
  protected abstract readonly heading: string | RegExp;

  /** Waits until the page is there and usable. */
  async arrived(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(this.heading);
    await this.hydrated();
  }

  /** The same, and checks what holds for all pages. */
  async shown(): Promise<void> {
    await this.arrived();
    await expectAccessible(this.page, this.javaScript);
    await this.expectNoSidewaysScrolling();
  }

  /** With JavaScript on, what is typed before hydration gets no suggestions: wait for the mark. */
  async hydrated(): Promise<void> {
    if (this.javaScript) {
      await expect(this.page.locator('html')).toHaveAttribute('data-hydrated', 'true');
    }
  }

  /** A thing to press, whether it leads somewhere (a link) or does something (a button). */
  protected action(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('link', { name }).or(within.getByRole('button', { name }));
  }

  private async expectNoSidewaysScrolling(): Promise<void> {
    const excess = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(excess, `pixels that ${this.page.url()} is too wide`).toBe(0);
  }
}
