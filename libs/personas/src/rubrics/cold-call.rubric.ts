import type { Rubric } from './rubric.schema';

/** Sources of the criteria: published cold-call analyses and objection loops; see docs. */
export const COLD_CALL_RUBRIC: Rubric = {
  key: 'cold_call',
  version: 1,
  mode: 'cold_call',
  name: 'Cold call',
  criteria: [
    {
      key: 'opening',
      name: 'Opening',
      why: 'The first half minute decides whether there is a second one.',
      checks: [
        {
          key: 'said_name',
          question: 'Did the trainee say their own name in the first three turns?',
          example: 'Hi Sarah, this is Dana from Brightline.',
        },
        {
          key: 'said_company',
          question: 'Did the trainee say which company they call from in the first three turns?',
          example: 'I am Dana, I work for Brightline.',
        },
        {
          key: 'gave_reason',
          question: 'Did the trainee give a reason for calling this person?',
          example: 'I am calling because I saw that you report to eleven clients every month.',
        },
        {
          key: 'asked_permission',
          question:
            'Did the trainee ask for a moment, or own up to interrupting, in the first three turns?',
          example: 'Did I catch you at a bad time?',
        },
      ],
    },
    {
      key: 'discovery',
      name: 'Discovery',
      why: 'Who asks first knows what to offer; who pitches first guesses.',
      checks: [
        {
          key: 'asked_before_pitch',
          question: 'Did the trainee ask about the other side before presenting anything?',
          example: 'How do you put your reports together today?',
        },
        {
          key: 'open_questions',
          question: 'Did the trainee ask at least two open questions that were answered?',
          example: 'What happens when that person is away?',
        },
        {
          key: 'follow_ups',
          question: 'Did at least two questions take up something the other side had just said?',
          example: 'You said three days: which of the three hurts most?',
        },
        {
          key: 'asked_for_problem',
          question: 'Did the trainee ask about a problem, its cost, or a goal?',
          example: 'What does it cost you when a report is late?',
        },
      ],
    },
    {
      key: 'value',
      name: 'Value',
      why: 'A benefit counts when it is theirs, concrete and short.',
      checks: [
        {
          key: 'linked_to_them',
          question: 'Did the trainee tie the offer to something the other side had said?',
          example: 'You mentioned your month-end reports: that is the part we take over.',
        },
        {
          key: 'gave_figure',
          question: 'Did the trainee put a figure on the benefit?',
          example: 'They went from three days to two hours.',
        },
        {
          key: 'gave_proof',
          question: 'Did the trainee name a customer, an example or another proof?',
          example: 'An agency of your size has used it since spring.',
        },
        {
          key: 'kept_short',
          question: 'Did the trainee stay under a minute in every stretch?',
          example: 'Two sentences, then a question.',
        },
      ],
    },
    {
      key: 'objections',
      name: 'Objections',
      why: 'Pause, acknowledge, clarify, answer with evidence, confirm.',
      checks: [
        {
          key: 'acknowledged',
          question: 'Did the trainee acknowledge an objection before answering it?',
          example: 'That makes sense, after a year like that.',
        },
        {
          key: 'clarified',
          question: 'Did the trainee ask what was behind an objection?',
          example: 'What went wrong the last time?',
        },
        {
          key: 'answered_with_evidence',
          question: 'Did the trainee answer an objection with something specific?',
          example: 'We set it up in one afternoon, with one person of yours.',
        },
        {
          key: 'confirmed',
          question: 'Did the trainee check whether the answer was enough?',
          example: 'Does that settle it for you?',
        },
      ],
    },
    {
      key: 'listening',
      name: 'Listening',
      why: 'People tell those who listen what they need.',
      checks: [
        {
          key: 'talk_share',
          question: "Was the trainee's share of the talking between 30 and 70 percent?",
          example: 'Both sides speak about equally.',
        },
        {
          key: 'did_not_interrupt',
          question: 'Did the trainee let the other side finish, with one slip at most?',
          example: "No turn starts within the other side's turn.",
        },
        {
          key: 'took_up_words',
          question: "Did the trainee take up the other side's own words at least twice?",
          example: 'Nine spreadsheets, you said.',
        },
      ],
    },
    {
      key: 'next_step',
      name: 'Next step',
      why: 'Without a day in the diary a good talk fades.',
      checks: [
        {
          key: 'proposed',
          question: 'Did the trainee propose a concrete next step?',
          example: 'Could I show you that on your own numbers, fifteen minutes?',
        },
        {
          key: 'named_day',
          question: 'Did the trainee name a day or a time?',
          example: 'Would Thursday at ten work?',
        },
        {
          key: 'agreed',
          question: 'Did the other side agree to it?',
          example: 'Okay, Thursday works.',
        },
        {
          key: 'sealed',
          question: 'Did the trainee sum up or say what they will send?',
          example: 'I will send the invitation for Thursday right away.',
        },
      ],
    },
    {
      key: 'courtesy',
      name: 'Courtesy',
      why: 'Also a no leaves an impression.',
      checks: [
        {
          key: 'respectful',
          question: 'Did the trainee stay respectful throughout?',
          example: 'No insult, no pressure after a clear no.',
        },
        {
          key: 'thanked',
          question: 'Did the trainee thank the other side for their time?',
          example: 'Thank you for taking the call.',
        },
        {
          key: 'said_goodbye',
          question: 'Did the trainee end the call with a goodbye?',
          example: 'Have a good day, bye.',
        },
      ],
    },
  ],
};
