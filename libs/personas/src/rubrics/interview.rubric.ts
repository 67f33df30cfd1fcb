import type { Rubric } from './rubric.schema';

/** Behavioural interviewing: story, own part, result, specifics. */
export const INTERVIEW_RUBRIC: Rubric = {
  key: 'interview',
  version: 1,
  mode: 'interview',
  name: 'Job interview',
  criteria: [
    {
      key: 'answers',
      name: 'Answers the question',
      why: 'A good story to another question is still a miss.',
      checks: [
        {
          key: 'took_up_question',
          question:
            'Did the trainee take up words of the question in at least a third of the answers?',
          example: 'A disagreement with my manager: that was last spring.',
        },
        {
          key: 'full_answers',
          question: 'Were at least half of the answers longer than two sentences?',
          example: 'Thirty words and more.',
        },
        {
          key: 'not_endless',
          question: 'Did every answer stay under two and a half minutes?',
          example: 'One story, one ending, then a stop.',
        },
      ],
    },
    {
      key: 'situation',
      name: 'Situation and task',
      why: 'The listener has to see the scene before the deed means anything.',
      checks: [
        {
          key: 'set_scene',
          question: 'Did the trainee set a scene with a time or a place?',
          example: 'Last March, at the Hamburg warehouse.',
        },
        {
          key: 'named_task',
          question: 'Did the trainee say what their task or goal was?',
          example: 'My task was to halve the delays.',
        },
        {
          key: 'named_stakes',
          question: 'Did the trainee say what was difficult or at stake?',
          example: 'The problem was that two drivers had quit.',
        },
      ],
    },
    {
      key: 'action',
      name: 'Own actions',
      why: 'You are hired for what you do, not for what happened around you.',
      checks: [
        {
          key: 'own_actions',
          question: 'Did the trainee name at least three things they did themselves?',
          example: 'I called every driver.',
        },
        {
          key: 'in_steps',
          question: 'Did the trainee tell it in steps?',
          example: 'First I asked around, then I drew up a plan.',
        },
        {
          key: 'gave_reasons',
          question: 'Did the trainee say why they decided as they did?',
          example: 'I chose the night shift because the yard is empty then.',
        },
        {
          key: 'said_i',
          question: 'Did the trainee speak of "I" at least as much as of "we"?',
          example: 'I proposed it, and we built it together.',
        },
      ],
    },
    {
      key: 'result',
      name: 'Result',
      why: 'A story without an ending convinces nobody.',
      checks: [
        {
          key: 'named_result',
          question: 'Did the trainee say what came of it?',
          example: 'In the end we delivered two days early.',
        },
        {
          key: 'quantified',
          question: 'Did the trainee put a figure on a result?',
          example: 'Delays dropped by 30 percent.',
        },
        {
          key: 'learned',
          question: 'Did the trainee say what they learned or would do differently?',
          example: 'Since then I ask for the deadline first.',
        },
      ],
    },
    {
      key: 'specificity',
      name: 'Specific',
      why: 'Names, dates and numbers are what can be believed.',
      checks: [
        {
          key: 'named_names',
          question: 'Did the trainee name a project, a company, a person or a tool?',
          example: 'At Hansa, with my colleague Mira.',
        },
        {
          key: 'used_figures',
          question: 'Did at least two sentences carry a figure?',
          example: 'Forty trucks, two apprentices.',
        },
        {
          key: 'real_not_hypothetical',
          question: 'Did the trainee tell what happened more often than what they would do?',
          example: 'I did, rather than I would.',
        },
      ],
    },
    {
      key: 'interest',
      name: 'Interest in the position',
      why: 'Both sides choose.',
      checks: [
        {
          key: 'gave_motivation',
          question: 'Did the trainee say why they want this work?',
          example: 'I am interested in this role because I like messy processes.',
        },
        {
          key: 'asked_question',
          question: 'Did the trainee ask the interviewer a question about the work?',
          example: 'What would success look like after three months?',
        },
        {
          key: 'asked_twice',
          question: 'Did the trainee ask at least two such questions?',
          example: 'And what does the team find hardest?',
        },
      ],
    },
    {
      key: 'delivery',
      name: 'Delivery',
      why: 'Easy to follow is half convinced.',
      checks: [
        {
          key: 'few_fillers',
          question: 'Were there fewer than five fillers per hundred words?',
          example: 'A pause instead of an um.',
        },
        {
          key: 'steady_pace',
          question: 'Was the pace between 100 and 180 words per minute?',
          example: 'About 140 words per minute.',
        },
        {
          key: 'courteous',
          question: 'Did the trainee greet or thank the interviewer?',
          example: 'Thank you for your time.',
        },
      ],
    },
  ],
};
