import { expect, type Locator } from '@playwright/test';

import { Screen } from './screen';
import { Suggestions } from './suggestions';

/** What the reference of a request looks like, such as `K7M4-2QX`. */
const REFERENCE = /\b[0-9A-Z]{4}-[0-9A-Z]{3}\b/;

/** A page of the intake form. */
abstract class Question extends Screen {
  get continueButton(): Locator {
    return this.page.getByRole('button', { name: 'Continue', exact: true });
  }

  async continue(): Promise<void> {
    await this.continueButton.click();
  }

  /** The summary of errors has the focus and says what to do (D1.10). */
  async expectProblem(message: string): Promise<void> {
    await expect(this.page).toHaveTitle(/^Error: /);
    const summary = this.page.locator(':focus');
    await expect(summary.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
    await expect(summary.getByRole('link', { name: message })).toBeVisible();
  }

  protected async choose(group: string, answer: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: group }).getByLabel(answer).check();
  }
}

export class WhatHappened extends Question {
  protected readonly heading = 'What happened?';
  readonly suggestions = new Suggestions(this.page);

  async visit(): Promise<void> {
    await this.page.goto('/new');
    await this.shown();
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: 'What happened?' });
  }

  async answer(description: string): Promise<void> {
    await this.field.fill(description);
    await this.continue();
  }

  /** Follows the link of the summary to the field. */
  async goToField(message: string): Promise<void> {
    await this.page.locator(':focus').getByRole('link', { name: message }).click();
  }
}

export class WhatIsItAbout extends Question {
  protected readonly heading = 'What is it about?';

  async answer(category: string): Promise<void> {
    await this.choose('What is it about?', category);
    await this.continue();
  }
}

export class WhatIsClosest extends Question {
  protected readonly heading = 'What is closest to your trouble?';

  async answer(topic: string): Promise<void> {
    await this.choose('What is closest to your trouble?', topic);
    await this.continue();
  }
}

export interface Effect {
  affected: string;
  work: string;
  tried?: string;
}

export class HowBadIsIt extends Question {
  protected readonly heading = 'How does it affect work?';

  async answer({ affected, work, tried }: Effect): Promise<void> {
    await this.choose('Who is affected?', affected);
    await this.choose('Can you work?', work);
    if (tried) await this.page.getByRole('textbox', { name: 'What have you tried?' }).fill(tried);
    await this.continue();
  }
}

/** The question that only people who are not signed in are asked. */
export class HowToReachYou extends Question {
  protected readonly heading = 'How can we reach you?';

  async answer(email: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
    await this.continue();
  }

  async signInInstead(): Promise<void> {
    await this.page.getByRole('link', { name: 'Sign in instead' }).click();
  }

  /** People neither see nor reach the field that programs fill in. */
  async expectHiddenTrap(): Promise<void> {
    const trap = this.page.locator('input[name=homepage]');
    await expect(trap).toBeHidden();
    await expect(trap).toHaveAttribute('tabindex', '-1');
  }
}

export class CheckAnswers extends Screen {
  protected readonly heading = 'Check your answers';

  /** The promise, with the priority and its reason (A16, D1.16). */
  get promise(): Locator {
    return this.page.getByRole('complementary', { name: 'Our promise' });
  }

  answer(label: string): Locator {
    return this.page
      .getByRole('term')
      .filter({ hasText: label })
      .locator('xpath=following-sibling::dd[1]');
  }

  async shortTitle(): Promise<string> {
    return (await this.page.getByRole('textbox', { name: 'Short title' }).inputValue()).trim();
  }

  async change(what: string): Promise<void> {
    await this.page.getByRole('link', { name: `Change ${what}` }).click();
  }

  async expectNothingSentYet(): Promise<void> {
    await expect(this.page.getByText('Nothing is sent yet.')).toBeVisible();
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: 'Send request' }).click();
  }
}

export class Confirmation extends Screen {
  protected readonly heading = 'We have your request';

  get promise(): Locator {
    return this.page.getByRole('complementary', { name: 'Our promise' });
  }

  async reference(): Promise<string> {
    const found = (await this.page.getByRole('main').innerText()).match(REFERENCE)?.[0];
    expect(found, 'the reference on the confirmation page').toBeDefined();
    return found!;
  }

  /** The link that a guest is told to keep. */
  async link(): Promise<string> {
    const link = this.page.getByRole('link', { name: /\/g\/[0-9a-f]{32}$/ });
    return (await link.getAttribute('href'))!;
  }

  async follow(): Promise<void> {
    await this.page.getByRole('link', { name: 'Follow your request' }).click();
  }
}
