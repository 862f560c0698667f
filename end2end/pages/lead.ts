import { readFile } from 'node:fs/promises';

import { expect, type Locator } from '@playwright/test';

import { Screen } from './screen';
import type { Visitor } from '../fixtures';

/** What wants a lead's eye. */
export class Wall extends Screen {
  protected readonly heading = 'What wants your eye';

  async visit(): Promise<void> {
    await this.page.goto('/desk/lead');
    await this.shown();
  }

  /** The large number of a concern; a link where it is more than none. */
  tally(concern: string): Locator {
    return this.page
      .getByRole('list', { name: 'Concerns' })
      .getByRole('listitem')
      .filter({ hasText: concern });
  }

  /** All tickets of a concern, in the queue. */
  async showAll(concern: string): Promise<void> {
    await this.page.getByRole('link', { name: new RegExp(`^Show all \\d+ ${concern}$`) }).click();
  }

  ticket(title: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name: title });
  }

  /** The line of somebody's load. */
  load(name: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(`^${name}`) });
  }
}

/** The report over a period. */
export class ReportPage extends Screen {
  protected readonly heading = 'Report';

  async visit(query = ''): Promise<void> {
    await this.page.goto(`/desk/report${query}`);
    await this.shown();
  }

  /** One of the large numbers. */
  tally(label: string): Locator {
    return this.page
      .getByRole('list', { name: 'The period in numbers' })
      .getByRole('listitem')
      .filter({ hasText: label })
      .first();
  }

  /** A number of a table, by its names as they are read out. */
  number(measure: string, slice: string): Locator {
    return this.page.getByRole('link', { name: new RegExp(` ${measure}, ${slice}$`) });
  }

  get trend(): Locator {
    return this.page.getByRole('table', { name: 'How it went, stretch by stretch' });
  }

  async unfoldTrend(): Promise<void> {
    await this.page.getByText('The same as a table').click();
  }

  async choose(from: string, to: string): Promise<void> {
    await this.page.getByLabel('First day').fill(from);
    await this.page.getByLabel('Last day').fill(to);
    await this.page.getByRole('button', { name: 'Show' }).click();
  }

  get problem(): Locator {
    return this.page.getByRole('alert');
  }
}

/** The tickets behind a number. */
export class ReportedPage extends Screen {
  protected readonly heading: RegExp;

  /** Behind the name of the number stands how many there are. */
  constructor(visitor: Visitor, name: string) {
    super(visitor);
    this.heading = new RegExp(`^${name} \\d+$`);
  }

  async count(): Promise<number> {
    const heading = await this.page.getByRole('heading', { level: 1 }).textContent();
    return Number(heading?.match(/\d+$/)?.[0]);
  }

  get tickets(): Locator {
    return this.page.getByRole('main').getByRole('listitem');
  }

  /** The lines of the table, without its columns. */
  async downloadTable(): Promise<{ name: string; lines: string[] }> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: 'Download as CSV' }).click();
    const file = await download;
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toMatch(/^\ufeffReference,Title,Requester,/);
    return { name: file.suggestedFilename(), lines: text.trimEnd().split('\r\n').slice(1) };
  }
}
