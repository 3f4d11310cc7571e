import type { Finding, StepDefinition } from '#contracts';
import { listFields } from '#rules';
import { gateFindings } from './computed-checks.ts';
import type { Play } from './play.ts';
import type { SimulatedCase } from './simulated-case.ts';
import { withNotes } from './simulated-case.ts';

const DOES: Record<Finding['level'], string> = { block: '会阻断', warn: '会提示', record: '会记录' };

const isWrong = ({ outcome }: Finding): boolean => outcome === 'failed' || outcome === 'error';

/** Whether a gate asks for what stands in the form of the step, and nothing of that was filled in. */
const isUnasked = ({ lookedAt }: Finding, step: StepDefinition, play: Play, file: SimulatedCase): boolean => {
  const form = play.forms.get(step.form);
  const fields = new Set(form ? listFields(form).map(({ path }) => path) : []);
  const asked = lookedAt.filter(({ name }) => fields.has(name));
  return asked.length > 0 && asked.every(({ name }) => file.data[name] === undefined);
};

/**
 * Looks at the gates of a step that was just filled in. A played case goes on all the same, as it is there to be tried: what
 * would stop or warn at the platform is noted.
 *
 * @param whole whether the whole form was filled in; with a part of it, gates that ask for the rest are passed over
 */
export const passGates = (
  step: StepDefinition,
  play: Play,
  file: SimulatedCase,
  now: string,
  whole: boolean,
): { file: SimulatedCase; blocked: boolean } => {
  const wrong = gateFindings(step.gates, play, file, now).filter(
    (finding) => isWrong(finding) && (whole || !isUnasked(finding, step, play, file)),
  );
  const notes = wrong.map(({ gate, level, message }) => ({
    elementId: step.elementId,
    at: now,
    text: `闸门 ${gate} ${DOES[level]}：${message}`,
    gate: level,
  }));
  return { file: withNotes(file, notes), blocked: wrong.some(({ level }) => level === 'block') };
};
