package recipe4j.model.file;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.schedule.ISchedule;
import recipe4j.io.UntrustedText;

/**
 * Checks every field of what DL4J built of a configuration: a field that a file leaves out, or sets
 * to null, would be missed only in the middle of a computation.
 */
public final class ConfigurationFields {
  /** The fields of a class and of those above it that a file can set. */
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return declared(type);
        }
      };

  private final int iteration;
  private final int epoch;

  private ConfigurationFields(int iteration, int epoch) {
    this.iteration = iteration;
    this.epoch = epoch;
  }

  /**
   * Checks all fields.
   *
   * @param configuration that DL4J built of a file
   * @throws IOException naming the first field that is missing, has too few or too many values, or
   *     one that can't be
   */
  static void check(MultiLayerConfiguration configuration) throws IOException {
    new ConfigurationFields(configuration.getIterationCount(), configuration.getEpochCount())
        .visit(configuration, "");
  }

  /** The fields that a file can set. */
  public static List<Field> of(Class<?> type) {
    return FIELDS.get(type);
  }

  private static List<Field> declared(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        boolean hidden = !names.add(field.getName()); // Upsampling2D has a size beside its parent's
        int modifiers = field.getModifiers();
        if (!hidden && !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
          field.setAccessible(true); // they have no getters in common
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private void visit(Object part, String path) throws IOException {
    for (Field field : of(part.getClass())) {
      String at = path.isEmpty() ? field.getName() : path + "." + field.getName();
      Object value = value(field, part);
      FieldRules.check(part, field, value, at);
      content(value, at);
    }
    PartRules.check(part, path);
    if (part instanceof ISchedule schedule) {
      double rate = valueOf(schedule, path);
      if (!Double.isFinite(rate)) {
        throw new IOException(
            "the schedule at %s must give a number, found %s"
                .formatted(UntrustedText.brief(path), rate));
      }
    }
  }

  private double valueOf(ISchedule schedule, String path) throws IOException {
    try {
      return schedule.valueAt(iteration, epoch);
    } catch (RuntimeException e) {
      throw new IOException(
          "the schedule at %s must give a number, found %s"
              .formatted(UntrustedText.brief(path), UntrustedText.sentence(e.getMessage())),
          e);
    }
  }

  private void content(Object value, String path) throws IOException {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        element(entry.getValue(), "%s.%s".formatted(path, entry.getKey()));
      }
    } else if (value instanceof Collection<?> elements) {
      int i = 0;
      for (Object element : elements) {
        element(element, "%s[%s]".formatted(path, i++));
      }
    } else if (value instanceof Object[] elements) {
      for (int i = 0; i < elements.length; i++) {
        element(elements[i], "%s[%s]".formatted(path, i));
      }
    } else if (value != null && isPart(value.getClass())) {
      visit(value, path);
    }
  }

  private void element(Object value, String path) throws IOException {
    if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
      throw new IOException("%s must be set, found %s".formatted(UntrustedText.brief(path), value));
    }
    content(value, path);
  }

  /** What has fields that a file sets: the classes of the list, and DL4J's two around them. */
  private static boolean isPart(Class<?> type) {
    return ConfigurationClasses.isKnown(type.getName())
        || (type.getPackageName().equals("org.deeplearning4j.nn.conf") && !type.isEnum());
  }

  static Object value(Field field, Object part) {
    try {
      return field.get(part);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }
}
