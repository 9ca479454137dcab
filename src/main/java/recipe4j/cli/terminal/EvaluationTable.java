package recipe4j.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recipe4j.run.TrainedOn;
import recipe4j.train.ClassEvaluation;

/** An evaluation as a table and as JSON. */
public final class EvaluationTable {
  private static final int LONGEST_NAME = 40;

  private EvaluationTable() {}

  /** The evaluation as a table: a line per class, within 80 columns. */
  public static String of(ClassEvaluation evaluation, TrainedOn model) {
    int width = "class".length();
    for (int c = 0; c < evaluation.classes(); c++) {
      width = Math.max(width, Math.min(LONGEST_NAME, model.classes().of(c).length()));
    }
    String row = "%-" + width + "s  %9s  %9s  %9s%n";
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, row, "class", "precision", "recall", "support"));
    for (int c = 0; c < evaluation.classes(); c++) {
      String name = model.classes().of(c);
      text.append(
          String.format(
              Locale.ROOT,
              row,
              name.length() <= width ? name : name.substring(0, width - 1) + "~",
              share(evaluation.precision(c)),
              share(evaluation.recall(c)),
              evaluation.support(c)));
    }
    return text.toString();
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** The same values by name, for JSON. */
  public static Map<String, Object> json(ClassEvaluation evaluation, TrainedOn model) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("images", evaluation.overall().images());
    values.put("loss", evaluation.overall().loss());
    values.put("accuracy", evaluation.overall().accuracy());
    List<Map<String, Object>> classes = new ArrayList<>();
    for (int c = 0; c < evaluation.classes(); c++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("class", c);
      one.put("name", model.classes().of(c));
      one.put("precision", orNull(evaluation.precision(c)));
      one.put("recall", orNull(evaluation.recall(c)));
      one.put("support", evaluation.support(c));
      classes.add(one);
    }
    values.put("classes", classes);
    return values;
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
