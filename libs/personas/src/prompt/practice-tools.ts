import { Mode } from '../persona.schema';

/** The tool by which a language model learns how much practice time is left. */
export const TIME_LEFT_TOOL = {
  name: 'time_left',
  description:
    'Tells how much practice time the caller has left. Call it only when they ask how much of their own practice time remains; then tell the figure in one short sentence, out of character.',
  parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
};

/** The tool by which a language model leads the caller to another exercise. */
export const SWITCH_PRACTICE_TOOL = {
  name: 'switch_practice',
  description:
    'Ends this exercise and begins another one. Call it only when the caller clearly asks to practise something else, after one short sentence that says so. Talk about interviews or sales within the role-play is no such wish.',
  parameters: {
    type: 'object',
    properties: {
      mode: { type: 'string', enum: Mode.options, description: 'What to practise next.' },
    },
    required: ['mode'],
    additionalProperties: false,
  },
};
