import type { Locator } from '@playwright/test';

import { Screen } from './screen';
import type { Visitor } from '../fixtures';

/** A known incident as everybody reads it. */
export class KnownPage extends Screen {
  protected readonly heading: string;

  constructor(visitor: Visitor, title: string) {
    super(visitor);
    this.heading = title;
  }

  get text(): Locator {
    return this.page.getByRole('main');
  }

  async follow(): Promise<void> {
    await this.page.getByRole('button', { name: 'This affects me too' }).click();
  }

  /** The part that says how the reader stands to it. */
  standing(heading: string): Locator {
    return this.page.getByRole('region', { name: heading });
  }

  async unfollow(): Promise<void> {
    await this.page.getByRole('button', { name: 'Do not follow it any more' }).click();
  }

  async reportSomethingElse(): Promise<void> {
    await this.page.getByRole('link', { name: 'My problem is different: report it' }).click();
  }
}
