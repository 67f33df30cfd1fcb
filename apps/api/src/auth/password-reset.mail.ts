export const passwordResetMail = (facts: { to: string; name: string; link: string }) => ({
  to: facts.to,
  subject: 'Choose a new Sparline password',
  text: `Hello ${facts.name},

someone asked to reset the password of your Sparline account. If it was you, open this link within
an hour; it works once:

${facts.link}

If it was not you, there is nothing to do: your password stays as it is.
`,
});
