/** The tool by which a language model hangs up; JSON Schema parameters as chat APIs take them. */
export const END_CALL_TOOL = {
  name: 'end_call',
  description:
    'Hang up. Call it after your last spoken words, when the conversation has come to its end or when this person has given you reason to stop.',
  parameters: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
        enum: ['said_goodbye', 'agreed_next_step', 'not_interested', 'out_of_patience', 'abusive'],
        description: 'Why you hang up.',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
};
