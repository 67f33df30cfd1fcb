export type SampleTranscript = {
  personaKey: string;
  daysAgo: number;
  brief?: string;
  /** Alternating, the persona first; `/` marks where the other side cut in. */
  lines: readonly string[];
};

/** Made-up conversations that a new installation shows, so that its pages are not empty. */
export const SAMPLE_TRANSCRIPTS: readonly SampleTranscript[] = [
  {
    personaKey: 'sarah',
    daysAgo: 1,
    brief: 'Ledgerly: approval workflow for agency invoices',
    lines: [
      'Hi, this is Sarah.',
      "Hi Sarah, this is Mia from Ledgerly. I know I'm calling out of the blue, do you have half a minute so I can tell you why, and then you decide whether we go on?",
      'Um, okay, half a minute. Go ahead.',
      "Thanks. I work with agencies of your size, and most of them tell me invoices wait nine days for a client's approval. How does that go at yours?",
      "Honestly? It's a mess. My account managers chase approvals by email and, uh, things slip.",
      'When something slips, what does that cost you in a typical month?',
      "I'd guess two invoices a month go out late. That hurts the cash flow, yeah.",
      'That makes sense. If your account managers got those hours back, what would you have them do instead?',
      'Talk to clients about new work. But look, our budget for this year is pretty much spent.',
      "I understand, budgets are tight. Is it that there's no money left at all, or that it has to pay for itself this year?",
      'The second. If it paid for itself by December I could probably defend it.',
      'One agency of twenty people recovered four thousand dollars a month by getting invoices out six days sooner. Would it be worth twenty minutes to check whether that holds for you?',
      'Maybe. Twenty minutes I can do.',
      'Great. Does Thursday at ten work for you? I will send an invitation with the three numbers we would look at.',
      'Thursday at ten is fine. Thanks, Mia.',
      'Thank you, Sarah. Talk to you on Thursday.',
    ],
  },
  {
    personaKey: 'james',
    daysAgo: 3,
    lines: [
      'James speaking.',
      'Hi, um, so, we are basically the leading platform for, like, hospital analytics, and I just wanted to show you what we do, it has dashboards and machine learning and a lot of integrations and everybody loves it.',
      'I get ten of these calls a week. What does it return, in numbers?',
      'Well, um, it depends, but it is really great value and I think you would, you know, see results pretty fast.',
      "'Pretty fast' is not a number. Which hospital of our size has published/",
      'Sure, sure, but if I could just book a demo with you this week.',
      "I don't book demos without a business case. Send me something with figures.",
      'Okay, um, I will send an email then. Bye.',
    ],
  },
  {
    personaKey: 'rachel',
    daysAgo: 2,
    brief: 'Product manager, logistics software',
    lines: [
      "Hello, I'm Rachel. Thanks for making the time. To start, could you tell me about a project you are proud of?",
      'Sure. Last year our warehouse app lost about eight percent of scans, and the support team got two hundred tickets a month. My task was to find the cause and cut that in half before the peak season.',
      'Right, and what did you do yourself?',
      'I rode along with two drivers for three days, and I saw that the app froze whenever the signal dropped. I wrote the proposal for an offline queue, I convinced the team to postpone a feature, and I tested the first version myself in the warehouse.',
      'How did the team take it when you asked them to postpone that feature?',
      'At first, not well. I showed them the ticket numbers and asked what we would tell the drivers in November. Then we agreed on a three week limit.',
      'And, um, what came out of it?',
      'Lost scans went from eight percent to under one, tickets fell to forty a month, and we were done two weeks before the peak.',
      'That is clear, thank you. Is there anything you would like to ask me?',
      'Yes. How do product managers here decide what not to build, and who has the last word?',
      'Good question. We do that in a fortnightly review; the product lead has the last word, but it is rarely needed.',
      'Thank you, that helps. I enjoyed the conversation.',
    ],
  },
  {
    personaKey: 'alex',
    daysAgo: 5,
    lines: [
      'Hey! Monday again, huh. How was your weekend?',
      'Hey Alex! Pretty good, I finally went hiking up at the lake. How was yours?',
      'Oh nice, the lake! Mine was, um, mostly fixing my bike. The chain came off twice on Saturday.',
      'Twice? Were you far from home when that happened?',
      "About ten miles out. I walked the last two, so, yeah, that's on me.",
      'Ha, I once carried mine through half the city. Are you getting a new chain or a new bike?',
      'A new chain. A new bike is what I tell myself every spring.',
      'I know the feeling. I should get to my nine thirty, but tell me on Friday how the chain held up?',
      'Will do. Have a good one!',
      'You too, Alex.',
    ],
  },
];
