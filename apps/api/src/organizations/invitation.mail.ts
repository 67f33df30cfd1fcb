export const invitationMail = (facts: { to: string; organization: string; link: string }) => ({
  to: facts.to,
  subject: `Join ${facts.organization} on Sparline`,
  text: `Hello,

you are invited to practise conversations with ${facts.organization} on Sparline. Open this link
within seven days to choose a password; it works once:

${facts.link}

If you did not expect this, there is nothing to do.
`,
});
