package recipe4j.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of a {@link StatefulListener}, as it goes into a backup.
 *
 * @param values name to a number, a string or a boolean; a value that does not exist yet is left
 *     out
 * @param arrays name to numbers; doubles hold a network's floats exactly
 */
public record ListenerState(Map<String, Object> values, Map<String, double[]> arrays) {
  /**
   * Copies the maps, not the arrays in them.
   *
   * @throws IllegalArgumentException if a value is anything else
   */
  public ListenerState {
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      Object value = entry.getValue();
      if (!(value instanceof Number || value instanceof String || value instanceof Boolean)) {
        throw new IllegalArgumentException(
            "a listener's state must hold numbers, strings and booleans, found %s for \"%s\""
                .formatted(value == null ? "null" : value.getClass().getName(), entry.getKey()));
      }
    }
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /**
   * A state without arrays.
   *
   * @param values name to a number, a string or a boolean
   */
  public ListenerState(Map<String, Object> values) {
    this(values, Map.of());
  }

  /** {@return whether there is a value of this name: not if it was left out} */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * {@return a number, NaN and the infinities included}
   *
   * @param name of the value
   * @throws IllegalArgumentException if there is none
   */
  public double number(String name) {
    Object value = values.get(name);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text && text.matches("NaN|-?Infinity")) { // JSON has no such number
      return Double.parseDouble(text);
    }
    throw new IllegalArgumentException(
        "a listener's state must hold the number \"%s\", found %s".formatted(name, value));
  }

  /**
   * {@return a whole number}
   *
   * @param name of the value
   * @throws IllegalArgumentException if there is none, or it is no int
   */
  public int whole(String name) {
    double number = number(name);
    if (number != (int) number) {
      throw new IllegalArgumentException(
          "a listener's state must hold the whole number \"%s\", found %s".formatted(name, number));
    }
    return (int) number;
  }

  /**
   * {@return a text}
   *
   * @param name of the value
   * @throws IllegalArgumentException if there is none
   */
  public String text(String name) {
    if (values.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "a listener's state must hold the text \"%s\", found %s".formatted(name, values.get(name)));
  }
}
