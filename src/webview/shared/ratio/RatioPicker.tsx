import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { ModelView, RatioCost } from '../../../protocol/webview/modelView';
import type { RatioSetting } from '../../../protocol/webview/ratioSetting';
import type { RatioOption } from './ratioOptions';
import { allowedSetting, ratioOptions } from './ratioOptions';

export interface RatioPickerProps {
  readonly model: ModelView;
  readonly value: RatioSetting;
  readonly onChange: (setting: RatioSetting) => void;
}

/**
 * How much of the reasoning is kept: one row of radio buttons, so that arrow keys choose. What the
 * model was not trained for is there and cannot be chosen; its title and description say why.
 */
export function RatioPicker({ model, value, onChange }: RatioPickerProps): JSX.Element {
  const id = useId();
  const options = ratioOptions(model);
  const chosen = allowedSetting(value, options);
  const cost = options.find(({ setting }) => setting === chosen)?.cost;
  return (
    <div class="ratio">
      <span id={`${id}name`} class="dim">
        {l10n.t('Reasoning kept')}
      </span>
      <div
        class="segments"
        role="radiogroup"
        aria-labelledby={`${id}name`}
        {...(cost === undefined ? {} : { 'aria-describedby': `${id}cost` })}
      >
        {options.map((option) => (
          <Choice
            key={option.setting}
            id={`${id}${option.setting}`}
            group={id}
            option={option}
            isChosen={option.setting === chosen}
            onChoose={() => onChange(option.setting)}
          />
        ))}
      </div>
      {cost !== undefined && (
        <span id={`${id}cost`} class="dim num" title={costDetails(cost)}>
          {l10n.t('≈ {0} % of the tokens', Math.round(cost.actualRatio * 100))}
        </span>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly group: string;
  readonly option: RatioOption;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ id, group, option, isChosen, onChoose }: ChoiceProps): JSX.Element {
  const { percent, refusal } = option;
  const name = percent === undefined ? l10n.t('auto') : l10n.t('{0} %', percent);
  return (
    <label class={isChosen ? 'on' : refusal === undefined ? '' : 'off'} title={titleOf(option)}>
      <input
        type="radio"
        name={group}
        value={option.setting}
        checked={isChosen}
        disabled={refusal !== undefined}
        onChange={onChoose}
        aria-label={name}
        {...(refusal === undefined ? {} : { 'aria-describedby': `${id}why` })}
      />
      {/* The first says the unit for all of them. */}
      {percent === undefined || percent === 100 ? name : String(percent)}
      {refusal !== undefined && (
        <span id={`${id}why`} class="unseen">
          {refusal}
        </span>
      )}
    </label>
  );
}

function titleOf({ percent, refusal, cost }: RatioOption): string {
  if (refusal !== undefined) return refusal;
  if (percent === undefined) {
    return l10n.t(
      'Short reasoning first; the full one or a vote of five short ones, once, if that is not sure or gives no answer.',
    );
  }
  return cost === undefined ? l10n.t('Keep {0} % of the reasoning', percent) : costDetails(cost);
}

function costDetails({ low, high, accuracy, questions }: RatioCost): string {
  return l10n.t(
    'Measured on {0} questions: {1} to {2} % of the tokens for 8 of 10 of them, {3} % right.',
    questions,
    Math.round(low * 100),
    Math.round(high * 100),
    Math.round(accuracy * 100),
  );
}
