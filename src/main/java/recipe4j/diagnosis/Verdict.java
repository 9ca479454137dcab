package recipe4j.diagnosis;

/** How a training went. */
public enum Verdict {
  /** val_loss falls at the end, with evidence: training for longer helps. */
  STILL_IMPROVING,
  /** val_loss neither falls nor rises by more than 2% an epoch. */
  PLATEAU,
  /** val_loss rises with evidence, while loss does not. */
  OVERFITTING,
  /** Loss rises with evidence, or loss or val_loss ends as NaN or infinite. */
  DIVERGED,
  /** Loss never left what guessing by the frequency of the classes has. */
  LEARNED_NOTHING,
  /** Loss was well below that of guessing, and has gone back to it. */
  COLLAPSED,
  /** It leaps up and down, or leapt up in the last epoch. */
  UNSTABLE,
  /** Too few epochs, or too much scatter, to tell any of these. */
  TOO_SHORT
}
