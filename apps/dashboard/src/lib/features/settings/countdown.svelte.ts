/** Whole seconds until a moment, told anew each second; 0 once it is there. */
export class Countdown {
  secondsLeft = $state(0);

  constructor(moment: () => string) {
    $effect(() => {
      const atMs = Date.parse(moment());
      const tell = () => {
        this.secondsLeft = Math.max(0, Math.ceil((atMs - Date.now()) / 1000));
      };
      tell();
      const timer = setInterval(tell, 1000);
      return () => clearInterval(timer);
    });
  }
}
