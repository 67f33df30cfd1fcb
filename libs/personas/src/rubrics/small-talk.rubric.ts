import type { Rubric } from './rubric.schema';

/** Derived from research on follow-up questions, reciprocity and listening. */
export const SMALL_TALK_RUBRIC: Rubric = {
  key: 'small_talk',
  version: 1,
  mode: 'small_talk',
  name: 'Small talk',
  criteria: [
    {
      key: 'opening',
      name: 'Opening',
      why: 'A warm start makes the rest easy.',
      checks: [
        {
          key: 'greeted',
          question: 'Did the trainee greet in the first two turns?',
          example: 'Hey, good to see you!',
        },
        {
          key: 'asked_early',
          question: 'Did the trainee ask something within the first three turns?',
          example: 'How was your weekend?',
        },
        {
          key: 'more_than_words',
          question: 'Was one of the first three turns longer than five words?',
          example: 'I am good, a bit tired from the move.',
        },
      ],
    },
    {
      key: 'curiosity',
      name: 'Curiosity',
      why: 'Follow-up questions are what makes people like a talk.',
      checks: [
        {
          key: 'asked_openly',
          question: 'Did the trainee ask at least two open questions?',
          example: 'How did you get into climbing?',
        },
        {
          key: 'followed_up',
          question: 'Did at least two questions take up what had just been said?',
          example: 'What does Biscuit do when she sees a pigeon?',
        },
        {
          key: 'mostly_follow_ups',
          question: 'Were at least half of the questions such follow-ups?',
          example: 'Half of the questions stay with the topic.',
        },
      ],
    },
    {
      key: 'sharing',
      name: 'Giving something back',
      why: 'Only asking is an interview, only telling is a lecture.',
      checks: [
        {
          key: 'told_something',
          question: 'Did the trainee tell at least two things about themselves?',
          example: 'I went kayaking with my sister on Sunday.',
        },
        {
          key: 'answered_fully',
          question: 'Did the trainee answer a question with more than six words?',
          example: 'Yes, I have a cat, and she runs the place.',
        },
        {
          key: 'asked_back',
          question: 'Did the trainee tell something and ask back in one turn?',
          example: 'I stayed in and read. And you?',
        },
      ],
    },
    {
      key: 'balance',
      name: 'Balance',
      why: 'Both should have about half of the talk.',
      checks: [
        {
          key: 'even_words',
          question: "Were between 35 and 65 percent of the words the trainee's?",
          example: 'Nearly even.',
        },
        {
          key: 'no_lecture',
          question: 'Did the trainee stay under 45 seconds in every stretch?',
          example: 'A short story, then over to you.',
        },
        {
          key: 'let_finish',
          question: 'Did the trainee let the other one finish, with one slip at most?',
          example: 'No cutting in.',
        },
      ],
    },
    {
      key: 'connection',
      name: 'Connection',
      why: 'Remembering is the kindest compliment.',
      checks: [
        {
          key: 'took_up',
          question: 'Did the trainee take up words of the other one in at least two statements?',
          example: 'A dentist who sings, I love that.',
        },
        {
          key: 'came_back',
          question: 'Did the trainee come back to something said several turns before?',
          example: 'Good luck on Thursday with your presentation.',
        },
        {
          key: 'reacted',
          question: 'Did the trainee react with feeling at least once?',
          example: 'Oh no, that sounds awful!',
        },
      ],
    },
    {
      key: 'exit',
      name: 'Leaving',
      why: 'The last words stay longest.',
      checks: [
        {
          key: 'gave_reason',
          question: 'Did the trainee give a reason for leaving?',
          example: 'This is my floor.',
        },
        {
          key: 'friendly_end',
          question: 'Did the trainee end with a friendly word?',
          example: 'It was great talking to you, see you!',
        },
        {
          key: 'respectful',
          question: 'Did the trainee stay respectful throughout?',
          example: 'Kind from start to end.',
        },
      ],
    },
  ],
};
