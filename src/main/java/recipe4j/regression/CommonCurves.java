package recipe4j.regression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import recipe4j.io.Count;

/**
 * Several curves cut to the epochs and metrics that all of them have.
 *
 * <pre>{@code
 * CommonCurves common = CommonCurves.of(Map.of("A", a, "B", b));
 * common.leftOut().forEach(System.out::println); // mae, which only B has
 * LossCurveBand band = LossCurveBand.of(common.curves());
 * }</pre>
 *
 * @param curves in order, with the same epochs and metrics
 * @param leftOut a sentence for everything that is not in them; empty if nothing had to go
 */
public record CommonCurves(List<LossCurve> curves, List<String> leftOut) {
  /** Keeps copies of the lists. */
  public CommonCurves {
    curves = List.copyOf(curves);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Cuts curves to the epochs and metrics that all of them have.
   *
   * @param named at least one curve, by the name that sentences call it by; in their order
   * @return the common part
   * @throws IllegalArgumentException if there is no metric or no epoch that all have
   */
  public static CommonCurves of(Map<String, LossCurve> named) {
    Collection<LossCurve> all = named.values();
    Set<String> metrics = new TreeSet<>(all.iterator().next().metrics());
    all.forEach(curve -> metrics.retainAll(curve.metrics()));
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException(
          "runs need a metric in common, found " + each(named, curve -> curve.metrics()));
    }
    int first = all.stream().mapToInt(LossCurve::firstEpoch).max().orElseThrow();
    int end = all.stream().mapToInt(c -> c.firstEpoch() + c.epochs()).min().orElseThrow();
    if (end <= first) {
      throw new IllegalArgumentException(
          "runs need an epoch in common, found " + each(named, CommonCurves::epochs));
    }
    List<String> leftOut = new ArrayList<>();
    if (all.stream().anyMatch(c -> c.firstEpoch() != first || c.epochs() != end - first)) {
      leftOut.add(
          "the epochs that not all have: %s; taken are %s to %s"
              .formatted(each(named, CommonCurves::epochs), first, end - 1));
    }
    Set<String> others = new TreeSet<>();
    all.forEach(curve -> others.addAll(curve.metrics()));
    others.removeAll(metrics);
    for (String other : others) {
      List<String> have =
          named.entrySet().stream()
              .filter(curve -> curve.getValue().metrics().contains(other))
              .map(Map.Entry::getKey)
              .toList();
      leftOut.add(
          have.size() == 1
              ? "%s, which only %s has".formatted(other, have.get(0))
              : "%s, which %s of %s have"
                  .formatted(other, have.size(), Count.of(all.size(), "run")));
    }
    return new CommonCurves(
        all.stream().map(curve -> curve.part(first, end - first, metrics)).toList(), leftOut);
  }

  private static String epochs(LossCurve curve) {
    return LossCurve.epochs(curve.firstEpoch(), curve.epochs());
  }

  private static String each(
      Map<String, LossCurve> named, java.util.function.Function<LossCurve, Object> what) {
    return named.entrySet().stream()
        .map(e -> "%s with %s".formatted(e.getKey(), what.apply(e.getValue())))
        .collect(Collectors.joining(", "));
  }
}
