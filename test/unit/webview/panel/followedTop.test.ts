import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scrolled } from '../../../../src/webview/panel/followedTop';
import { canScroll, followedTop } from '../../../../src/webview/panel/followedTop';

const long: Scrolled = { scrollTop: 0, scrollHeight: 1000, clientHeight: 200 };
const short: Scrolled = { scrollTop: 0, scrollHeight: 600, clientHeight: 200 };

describe('the place of a text that is read beside another', () => {
  it('is the same share of the way, from the beginning to the end', () => {
    expect(followedTop(long, short)).toBe(0);
    expect(followedTop({ ...long, scrollTop: 400 }, short)).toBe(200);
    expect(followedTop({ ...long, scrollTop: 800 }, short)).toBe(400);
    expect(followedTop({ ...short, scrollTop: 100 }, long)).toBe(200);
  });

  it('is the beginning of a text that is seen whole, and stays beside one that is', () => {
    const whole: Scrolled = { scrollTop: 0, scrollHeight: 120, clientHeight: 200 };
    expect(followedTop({ ...long, scrollTop: 400 }, whole)).toBe(0);
    expect(followedTop(whole, { ...short, scrollTop: 150 })).toBe(150);
    expect([long, whole].map(canScroll)).toEqual([true, false]);
  });

  it('never leaves the text, and follows in the same direction', () => {
    const box = fc
      .record({
        clientHeight: fc.nat(900),
        hidden: fc.nat(5000),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ clientHeight, hidden, share }) => ({
        clientHeight,
        scrollHeight: clientHeight + hidden,
        scrollTop: share * hidden,
      }));
    fc.assert(
      fc.property(box, box, (leader, follower) => {
        const top = followedTop(leader, follower);
        const end = followedTop(
          { ...leader, scrollTop: leader.scrollHeight - leader.clientHeight },
          follower,
        );
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThanOrEqual(follower.scrollHeight - follower.clientHeight);
        expect(end).toBeGreaterThanOrEqual(leader.scrollHeight > leader.clientHeight ? top : end);
      }),
    );
  });
});
