package recipe4j.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import recipe4j.io.Count;

/**
 * Describes in one sentence how a training went. Epochs are counted from 1, as in the log.
 *
 * <p>The best epoch is the one with the smallest val_loss. <em>Overfitting</em>: the last val_loss
 * lies more than 5% above the best, which is at least two epochs past, while the training loss is
 * below what it was then; it counts from the epoch after the best. <em>Underfitting</em>: the best
 * epoch is the last one and its val_loss is still more than 2% below that of the epoch before.
 * Anything else has <em>levelled off</em>; one epoch tells no trend.
 */
public final class Diagnosis {
  private static final double WORSE = 1.05;
  private static final double STILL_FALLING = 0.98;

  private Diagnosis() {}

  /**
   * Describes a training.
   *
   * @param history what {@code fit} returned
   * @return one sentence
   */
  public static String of(History history) {
    if (history.isEmpty()) {
      return "No epoch ended.";
    }
    EpochLogs last = history.last();
    if (!Double.isFinite(last.loss())) {
      return "The loss diverged; try a smaller learning rate.";
    }
    Optional<EpochLogs> found = history.best();
    if (found.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "Loss %.4f after %s; no validation.",
          last.loss(),
          Count.of(last.epoch() + 1, "epoch"));
    }
    EpochLogs best = found.get();
    String start =
        String.format(
            Locale.ROOT,
            "Best epoch %d of %d (val_loss %.4f)",
            best.epoch() + 1,
            last.epoch() + 1,
            best.valLoss());
    boolean past = last.epoch() - best.epoch() >= 2;
    if (past && last.valLoss() > WORSE * best.valLoss() && last.loss() < best.loss()) {
      return "%s; overfitting since epoch %s: loss still falls, val_loss rises."
          .formatted(start, best.epoch() + 2);
    }
    if (stillFalling(history, best)) {
      return start + "; still underfitting: val_loss was falling at the end, train for longer.";
    }
    return history.epochs().size() == 1
        ? start + "; one epoch tells no trend."
        : start + "; val_loss has levelled off.";
  }

  private static boolean stillFalling(History history, EpochLogs best) {
    List<EpochLogs> epochs = history.epochs();
    int n = epochs.size();
    return n > 1
        && best.equals(epochs.get(n - 1))
        && best.valLoss() < STILL_FALLING * epochs.get(n - 2).valLoss();
  }
}
