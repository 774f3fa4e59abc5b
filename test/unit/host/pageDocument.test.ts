import { expect, it } from 'vitest';
import { pageDocument } from '../../../src/host/webview/pageDocument';

it('the policy of a page lets nothing in but its own script, style sheet and fonts', () => {
  const html = pageDocument({
    language: 'en',
    nonce: 'n0nce',
    source: 'https://own.test',
    script: 'https://own.test/chat.js',
    style: 'https://own.test/chat.css',
  });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.split('; ');
  expect(policy).toEqual([
    "default-src 'none'",
    "script-src 'nonce-n0nce'",
    'style-src https://own.test',
    "style-src-attr 'unsafe-inline'",
    'font-src https://own.test',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(html.match(/<script[^>]*>/g)).toEqual([
    '<script nonce="n0nce" src="https://own.test/chat.js">',
  ]);
  expect(html).not.toMatch(/<style|javascript:| on\w+=/);
});
