import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { Fragment } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import type { ChainMap, TokenFate } from '../../core/pruning/chainMap';
import { chainMap, tokenFates } from '../../core/pruning/chainMap';
import type { ChainTokens } from '../../protocol/webview/panelLink';
import { Button } from '../shared/Button';
import { formatCount, formatTokens } from '../shared/format';

/** Percent kept: the range that models are trained on. */
const lowest = 50;

export interface TokenMapProps {
  readonly tokens: ChainTokens;
}

/** Which tokens of a full chain a ratio keeps: by line and strike, never by colour alone. */
export function TokenMap({ tokens }: TokenMapProps): JSX.Element {
  const id = useId();
  const [percent, setPercent] = useState(lowest);
  const [isText, setText] = useState(false);
  const map = useMemo(() => toMap(tokens), [tokens]);
  const fates = useMemo(() => tokenFates(map, percent / 100), [map, percent]);
  const kept = fates.filter((fate) => fate !== 'dropped').length;
  const inEquations = fates.filter((fate) => fate === 'equation').length;
  const summary = l10n.t(
    '{0} of {1} kept, {2} of them part of an equation, {3} left out',
    formatCount(kept),
    formatTokens(fates.length),
    formatCount(inEquations),
    formatCount(fates.length - kept),
  );
  return (
    <section class="map-section">
      <h2>{l10n.t('What a ratio would keep')}</h2>
      <div class="slider">
        <label for={id}>{l10n.t('Keep')}</label>
        <input
          id={id}
          type="range"
          min={lowest}
          max={100}
          value={percent}
          aria-valuetext={l10n.t('{0} %', percent)}
          onInput={(event) => setPercent(Number(event.currentTarget.value))}
        />
        <span class="num">
          {l10n.t('{0} % · {1} of {2}', percent, formatCount(kept), formatTokens(fates.length))}
        </span>
      </div>
      {/* Above the map: its button stays where it is when the text is longer. */}
      <div class="bar legend">
        <span class="map-token kept">{l10n.t('kept')}</span>
        <span class="map-token equation">{l10n.t('kept, part of an equation')}</span>
        <span class="map-token dropped">{l10n.t('left out')}</span>
        <span class="map-token weight-3">
          {l10n.t('the thicker the line above, the more important')}
        </span>
        <span class="grow" />
        <Button kind="quiet" onPress={() => setText(!isText)}>
          {isText ? l10n.t('As a map') : l10n.t('As text')}
        </Button>
      </div>
      {isText ? (
        <MapText map={map} fates={fates} summary={summary} />
      ) : (
        <MapTokens map={map} fates={fates} summary={summary} />
      )}
    </section>
  );
}

interface MapPartProps {
  readonly map: ChainMap;
  readonly fates: readonly TokenFate[];
  readonly summary: string;
}

function MapTokens({ map, fates, summary }: MapPartProps): JSX.Element {
  return (
    <div class="map" role="img" aria-label={`${summary}. ${l10n.t('See «As text».')}`}>
      {fates.map((fate, token) => {
        const text = tokenText(map, token);
        // The blank before a word is not marked: lines would run into each other.
        const blank = /^\s*/.exec(text)?.[0] ?? '';
        return (
          <Fragment key={token}>
            {blank}
            <span
              class={`map-token ${fate} weight-${weight(map, token)}`}
              title={l10n.t('importance {0} of {1}', map.ranks[token] ?? 0, fates.length)}
            >
              {text.slice(blank.length)}
            </span>
          </Fragment>
        );
      })}
    </div>
  );
}

/** What is kept as a text, then what is left out as a list of pieces. */
function MapText({ map, fates, summary }: MapPartProps): JSX.Element {
  const pieces = runsOf(fates).filter(({ fate }) => fate === 'dropped');
  const piece = (from: number, to: number): string =>
    map.text.slice(map.spans[from]?.startOffset ?? 0, map.spans[to]?.endOffset ?? 0).trim();
  return (
    <div class="map-text">
      <p>{summary}.</p>
      <h3>{l10n.t('Kept')}</h3>
      <p class="map">
        {fates.map((fate, token) => (fate === 'dropped' ? '' : tokenText(map, token))).join('')}
      </p>
      <h3>{l10n.t('Left out')}</h3>
      <p class="map">
        {pieces
          .map(({ from, to }) => piece(from, to))
          .filter((text) => text !== '')
          .join(' … ')}
      </p>
      <h3>{l10n.t('By importance')}</h3>
      <ol class="map ranks">
        {byImportance(map).map((token) => (
          <li key={token} value={map.ranks[token] ?? 0}>
            {tokenText(map, token).trim()}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Quarter of the chain that a token belongs to by importance, 3 for the most important. */
function weight({ ranks }: ChainMap, token: number): number {
  return 3 - Math.floor((((ranks[token] ?? 1) - 1) * 4) / ranks.length);
}

/** The tokens that are seen, the most important first. */
function byImportance(map: ChainMap): readonly number[] {
  return [...map.ranks.keys()]
    .filter((token) => tokenText(map, token).trim() !== '')
    .sort((a, b) => (map.ranks[a] ?? 0) - (map.ranks[b] ?? 0));
}

/** Neighbouring tokens of one fate, as first and last index. */
function runsOf(fates: readonly TokenFate[]): readonly {
  readonly fate: TokenFate;
  readonly from: number;
  readonly to: number;
}[] {
  const runs: { fate: TokenFate; from: number; to: number }[] = [];
  fates.forEach((fate, token) => {
    const last = runs.at(-1);
    if (last?.fate === fate) last.to = token;
    else runs.push({ fate, from: token, to: token });
  });
  return runs;
}

/** The characters of a token; those it shares with the token before it stand there. */
function tokenText({ text, spans }: ChainMap, token: number): string {
  const span = spans[token];
  if (span === undefined) return '';
  const before = spans[token - 1]?.endOffset ?? 0;
  return text.slice(Math.max(span.startOffset, before), span.endOffset);
}

function toMap({ text, startOffsets, endOffsets }: ChainTokens): ChainMap {
  const spans = startOffsets.map((startOffset, i) => ({
    startOffset,
    endOffset: endOffsets[i] ?? startOffset,
  }));
  return chainMap(text, spans);
}
