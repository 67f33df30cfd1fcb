import { beforeNavigate, goto } from '$app/navigation';
import { confirmation } from './confirm.svelte';

/** Call while a component is made. Leaving asks first as long as `dirty` says so. */
export const guardUnsaved = (dirty: () => boolean): void => {
  let agreed = false;
  beforeNavigate((navigation) => {
    if (agreed || !dirty()) {
      return;
    }
    // Closing the tab asks by the browser's own dialogue once it is cancelled.
    navigation.cancel();
    const to = navigation.to?.url;
    if (to && navigation.type !== 'leave') {
      void askToLeave().then((leave) => {
        agreed = leave;
        return leave ? goto(to) : undefined;
      });
    }
  });
};

const askToLeave = () =>
  confirmation.ask({
    title: 'Leave without saving?',
    text: 'What you changed on this page will be lost.',
    action: 'Leave',
    cancel: 'Stay here',
  });
