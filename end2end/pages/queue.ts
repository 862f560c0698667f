import { expect, type Locator } from '@playwright/test';

import { Screen } from './screen';

/** The queue in one of its views. */
export class QueueView extends Screen {
  protected heading: RegExp = /^Next due \d+$/;

  async visit(query = '', name = 'Next due'): Promise<void> {
    await this.page.goto(`/desk${query}`);
    await this.named(name);
  }

  /** Waits until the view of this name is there. */
  async named(name: string): Promise<void> {
    this.heading = new RegExp(`^${name} \\d+$`);
    await this.shown();
  }

  /** The titles, from top to bottom. */
  get titles(): Locator {
    return this.page.getByRole('table', { name: /^Open tickets/ }).getByRole('link');
  }

  box(title: string): Locator {
    return this.page.getByRole('checkbox', { name: `Choose ${title}` });
  }

  view(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
  }

  async search(words: string): Promise<void> {
    const field = this.page.getByRole('searchbox');
    await field.fill(words);
    if (!this.javaScript) await this.page.getByRole('button', { name: 'Search' }).click();
    await expect(this.page).toHaveURL(/[?&]q=/);
  }

  async save(name: string, forEverybody: boolean): Promise<void> {
    await this.page.getByText('Save as a view').click();
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.getByRole('checkbox', { name: 'Everybody on the desk has it' }).setChecked(forEverybody);
    await this.page.getByRole('button', { name: 'Save the view' }).click();
  }

  async lookAt(change: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Change on all chosen tickets' }).selectOption(change);
    await this.page.getByRole('button', { name: 'See what changes' }).click();
  }

  /** What is new and waits to be shown. */
  get news(): Locator {
    return this.page.getByRole('button', { name: /, show them$/ });
  }

  get palette(): Locator {
    return this.page.getByRole('dialog', { name: 'Commands' });
  }
}

/** One thing done to many: before and after. */
export class BatchPage extends Screen {
  protected heading: string | RegExp = '';

  async named(heading: string): Promise<void> {
    this.heading = heading;
    await this.shown();
  }

  get summary(): Locator {
    return this.page.locator('main .lead');
  }

  section(heading: string): Locator {
    return this.page
      .getByRole('main')
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: heading }) });
  }

  async send(reason: string): Promise<void> {
    await this.page.getByRole('textbox', { name: /^Why/ }).fill(reason);
    await this.page.locator('[data-command="apply"]').click();
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo' }).click();
  }
}
