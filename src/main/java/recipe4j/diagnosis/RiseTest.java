package recipe4j.diagnosis;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Whether the end of a series rises, against the hypothesis that it is level or falls.
 *
 * <p>The last w values, for several w, are compared with shapes that are level and then rise (or
 * step up): each is a one-sided t-test of that shape's coefficient in a linear regression, whose
 * scatter comes from the same values, so that one outlier widens the scatter with the shape (Draper
 * and Smith 1998, chapter 1). A series whose expectation falls passes less often than a level one,
 * since every shape is increasing. The least p of K tests counts as {@code 1 - (1 - p)^(K^0.75)}
 * (Šidák 1967), K^0.75 being about as many independent tests as these correlated ones are worth;
 * {@code DiagnosisSimulation} shows that a level series then passes at its level.
 *
 * @param p how often a level series would rise as much somewhere at its end, 0 to 1
 * @param start place of the first value that rises, 0-based
 */
record RiseTest(double p, int start) {
  /** Below this p a rise is taken for one. */
  static final double LEVEL = 0.035;

  /** Fewer values show no trend. */
  static final int LEAST = 5;

  private static final double CORRELATED = 0.75;
  private static final int[] RISING = {5, 10, 20, 40};
  private static final int[] STEPPING = {20};

  /** The whole line is tested where it is as short as this. */
  private static final int SHORT = 7;

  /** Whether the end of the values rises; at least {@link #LEAST}, finite. */
  static RiseTest rise(double[] values) {
    double[] near = last(values, Trend.MOST);
    RiseTest found = best(near, near.length, true);
    if (near.length < values.length) { // a slow rise is seen in medians of many epochs
      double[] far = Trend.blocks(values);
      RiseTest slow = best(far, far.length, true);
      int size = Trend.blockSize(values.length);
      RiseTest moved = new RiseTest(slow.p, values.length % size + slow.start * size);
      found =
          found.p <= slow.p
              ? new RiseTest(found.p, found.start + values.length - near.length)
              : moved;
      return new RiseTest(Math.min(1, 2 * found.p), found.start);
    }
    return found;
  }

  /** Whether the end of the values falls: lines alone, within the last third of them. */
  static RiseTest fall(double[] values) {
    double[] near = last(values, Trend.MOST);
    double[] negative = Arrays.stream(near).map(v -> -v).toArray();
    RiseTest found = best(negative, Math.max(LEAST + 1, values.length / 3), false);
    return new RiseTest(found.p, found.start + values.length - near.length);
  }

  boolean found() {
    return p < LEVEL;
  }

  /** How sure that is. */
  String words() {
    return p < 0.001
        ? "a level curve would look so in less than 0.1% of trainings"
        : String.format(Locale.ROOT, "a level curve would look so in %.1f%% of trainings", 100 * p);
  }

  static double[] last(double[] values, int count) {
    return Arrays.copyOfRange(values, Math.max(0, values.length - count), values.length);
  }

  private static RiseTest best(double[] values, int longest, boolean shapes) {
    double least = 1;
    int tests = 0;
    int window = Math.min(values.length, LEAST);
    for (int w : windows(Math.min(longest, values.length))) {
      double[] end = last(values, w);
      for (int r = 1; r < w; r++) {
        int rising = r;
        boolean asked = r == w - 1 && (w <= SHORT || !shapes);
        boolean hinge = asked || (shapes && IntStream.of(RISING).anyMatch(k -> k == rising));
        boolean step = shapes && r < w - 4 && IntStream.of(STEPPING).anyMatch(k -> k == rising);
        tests += (hinge ? 1 : 0) + (step ? 1 : 0);
        double p = Math.min(hinge ? p(end, r, false) : 1, step ? p(end, r, true) : 1);
        window = p < least ? w : window;
        least = Math.min(least, p);
      }
    }
    double p = -Math.expm1(Math.pow(tests, CORRELATED) * Math.log1p(-Math.min(least, 1 - 1e-12)));
    int start = values.length - window + start(last(values, window));
    while (start > 1 && values[start - 2] < values[start - 1]) { // it rose before the window, too
      start--;
    }
    return new RiseTest(p, start);
  }

  private static int[] windows(int longest) {
    return IntStream.iterate(
            LEAST,
            w -> w <= longest,
            w -> w == longest ? w + 1 : Math.min(longest, w + Math.max(1, 3 * w / 10)))
        .toArray();
  }

  /** The first value of the rise that fits best. */
  private static int start(double[] end) {
    int best = end.length - 1;
    for (int r = best; r >= 3; r--) {
      best = p(end, r, false) < p(end, best, false) ? r : best;
    }
    return end.length - best;
  }

  /** One-sided p of a shape that is level and then rises over the last places. */
  private static double p(double[] x, int rising, boolean step) {
    int n = x.length;
    double[] shape =
        IntStream.range(0, n)
            .mapToDouble(i -> Math.max(0, i - (n - 1 - rising)))
            .map(h -> step ? Math.min(1, h) : h)
            .toArray();
    double mean = Arrays.stream(x).average().orElseThrow();
    double center = Arrays.stream(shape).average().orElseThrow();
    double xx = 0;
    double ss = 0;
    double xs = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - mean) * (x[i] - mean);
      ss += (shape[i] - center) * (shape[i] - center);
      xs += (x[i] - mean) * (shape[i] - center);
    }
    if (xx <= n * 1e-24 * mean * mean) { // level but for rounding
      return 1;
    }
    double rest = Math.max(1e-12 * xx, xx - xs * xs / ss);
    double t = xs / Math.sqrt(ss) / Math.sqrt(rest / (n - 2));
    return new TDistribution(null, n - 2).cumulativeProbability(-t);
  }
}
