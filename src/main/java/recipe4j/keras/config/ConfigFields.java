package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;
import recipe4j.keras.layer.KerasLayer;

/**
 * Reads the configuration of one object; errors name that object. It records which settings were
 * read, so that none is ignored unnoticed: {@link #requireAllRead}.
 */
public final class ConfigFields {
  /** What to do about a training configuration that can't be read. */
  public static final String READ_UNCOMPILED =
      "read it uncompiled, without its training configuration";

  private final String label;
  private final JsonNode node;
  private final String remedy;
  private final Set<String> read = new HashSet<>();

  /**
   * Wraps a node.
   *
   * @param label such as {@code the layer 'conv2d' (Conv2D)}
   * @param node its {@code config}
   * @param remedy what to do about an error
   */
  public ConfigFields(String label, JsonNode node, String remedy) {
    this.label = label;
    this.node = node;
    this.remedy = remedy;
  }

  String text(String field, String ifMissing) throws KerasFormatException {
    JsonNode value = node(field);
    if (value.isMissingNode() || value.isNull()) {
      return ifMissing;
    }
    if (!value.isTextual()) {
      throw wrong(field, "a name", value);
    }
    return value.asText();
  }

  /** Null is false, as in Python. */
  public boolean flag(String field, boolean ifMissing) throws KerasFormatException {
    JsonNode value = node(field);
    if (value.isMissingNode() || value.isNull()) {
      return value.isMissingNode() && ifMissing;
    }
    if (!value.isBoolean()) {
      throw wrong(field, "true or false", value);
    }
    return value.asBoolean();
  }

  /** A finite number. */
  public double number(String field, double ifMissing) throws KerasFormatException {
    JsonNode value = node(field);
    if (value.isMissingNode() || value.isNull()) {
      return ifMissing;
    }
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw wrong(field, "a number", value);
    }
    return value.asDouble();
  }

  /** A number that Keras holds as float32: 0.0010000000474974513 was written as 0.001. */
  public double float32(String field, double ifMissing) throws KerasFormatException {
    double value = number(field, ifMissing);
    float narrow = (float) value;
    return narrow == value ? Double.parseDouble(Float.toString(narrow)) : value;
  }

  /** A number or null. */
  @Nullable Double optionalNumber(String field) throws KerasFormatException {
    JsonNode value = node(field);
    return value.isMissingNode() || value.isNull() ? null : (Double) number(field, 0);
  }

  /** An integer of at least 1. */
  long size(String field) throws KerasFormatException {
    JsonNode value = node(field);
    if (!isSize(value)) {
      throw wrong(field, "an integer from 1 to " + Integer.MAX_VALUE, value);
    }
    return value.asLong();
  }

  /** The same, for a setting that a description need not have. */
  long size(String field, long ifMissing) throws KerasFormatException {
    return node(field).isMissingNode() ? ifMissing : size(field);
  }

  /** Two integers of at least 1, or one that stands for both. */
  KerasLayer.Size sizes(String field, KerasLayer.Size ifMissing) throws KerasFormatException {
    JsonNode value = node(field);
    if (value.isMissingNode() || value.isNull()) {
      return ifMissing;
    }
    if (isSize(value)) {
      return new KerasLayer.Size(value.asLong(), value.asLong());
    }
    if (value.size() != 2 || !isSize(value.get(0)) || !isSize(value.get(1))) {
      throw wrong(field, "two integers from 1 to " + Integer.MAX_VALUE, value);
    }
    return new KerasLayer.Size(value.get(0).asLong(), value.get(1).asLong());
  }

  /** One to three integers of at least 1, of which one may be -1. */
  List<Long> target(String field) throws KerasFormatException {
    JsonNode value = node(field);
    List<Long> sizes = new ArrayList<>();
    for (JsonNode size : value) {
      boolean left = size.isIntegralNumber() && size.asInt() == -1 && !sizes.contains(-1L);
      if (!left && !isSize(size)) {
        throw wrong(field, "sizes of at least 1, of which one may be -1", value);
      }
      sizes.add(size.asLong());
    }
    if (sizes.isEmpty() || sizes.size() > 3) {
      throw wrong(field, "one to three sizes", value);
    }
    return sizes;
  }

  /** Top, bottom, left and right, from one number, two or two pairs of at least 0; default 1. */
  List<Long> sides(String field) throws KerasFormatException {
    JsonNode value = node(field);
    List<Long> sides = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      JsonNode axis = value.size() == 2 ? value.path(i / 2) : value;
      JsonNode side = axis.size() == 2 ? axis.path(i % 2) : axis;
      boolean missing = value.isMissingNode() || value.isNull();
      if (!missing && !(side.isIntegralNumber() && side.canConvertToInt() && side.asInt() >= 0)) {
        throw wrong(field, "a number, two or two pairs, of at least 0", value);
      }
      sides.add(missing ? 1L : side.asLong());
    }
    return sides;
  }

  /** A number, or a list of them; empty if there is none. */
  List<Double> numbers(String field) throws KerasFormatException {
    JsonNode value = node(field);
    List<Double> numbers = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (value.isMissingNode() || value.isNull()) {
        return List.of();
      }
      if (!one.isNumber() || !Double.isFinite(one.asDouble())) {
        throw wrong(field, "a number or a list of them", value);
      }
      numbers.add(one.asDouble());
    }
    return numbers;
  }

  /** Least and most of a factor: two numbers in any order, or one for both sides of 0. */
  List<Double> range(String field) throws KerasFormatException {
    List<Double> given = numbers(field);
    if (given.isEmpty() || given.size() > 2) {
      throw wrong(field, "one or two numbers", node(field));
    }
    double one = given.get(0);
    double other = given.size() == 2 ? given.get(1) : -one;
    return List.of(Math.min(one, other), Math.max(one, other));
  }

  /** Whether {@code padding} is "same", rather than "valid". */
  boolean same() throws KerasFormatException {
    String padding = text("padding", "valid");
    if (!padding.equals("same") && !padding.equals("valid")) {
      throw wrong("padding", "same or valid", padding);
    }
    return padding.equals("same");
  }

  /** Fails unless the field is missing, null or has one of the values that change nothing. */
  public void allowOnly(String field, Object... neutral) throws KerasFormatException {
    JsonNode value = node(field);
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    List<String> allowed = new ArrayList<>();
    for (Object one : neutral) {
      boolean same =
          one instanceof Number number
              ? value.isNumber() && value.asDouble() == number.doubleValue()
              : value.toString().equals(one.toString()) || value.asText().equals(one.toString());
      if (same) {
        return;
      }
      allowed.add(one.toString());
    }
    throw new KerasFormatException(
        "%s: %s must be %s, found %s; %s"
            .formatted(
                label,
                field,
                allowed.isEmpty() ? "left out" : String.join(" or ", allowed),
                UntrustedText.brief(value),
                remedy));
  }

  /** An error that names the object, the field, what is allowed and what was found. */
  public KerasFormatException wrong(String field, String wanted, Object found) {
    return new KerasFormatException(
        "%s: %s must be %s, found %s; %s"
            .formatted(label, field, wanted, UntrustedText.brief(found), remedy));
  }

  /** The setting as JSON, which counts as read; a missing node if it is not there. */
  public JsonNode node(String field) {
    read.add(field);
    return node.path(field);
  }

  /** The configuration of an object as Keras writes it, which holds nothing but that beside. */
  public static ConfigFields of(String label, JsonNode object, String remedy)
      throws KerasFormatException {
    ConfigFields around = new ConfigFields(label, object, remedy);
    around.ignore("class_name", "module", "registered_name", "config", "build_config");
    around.ignore("name", "inbound_nodes", "shared_object_id");
    around.requireAllRead();
    return new ConfigFields(label, object.path("config"), remedy);
  }

  /** Settings that change nothing that is computed here, whatever their value. */
  public void ignore(String... fields) {
    read.addAll(List.of(fields));
  }

  /** Fails if there is a setting that nothing asked for: it may change what is computed. */
  public void requireAllRead() throws KerasFormatException {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!read.contains(entry.getKey()) && !entry.getValue().isNull()) {
        throw new KerasFormatException(
            "%s: the setting %s is not supported, found %s; %s"
                .formatted(
                    label,
                    UntrustedText.brief(entry.getKey()),
                    UntrustedText.brief(entry.getValue()),
                    remedy));
      }
    }
  }

  private static boolean isSize(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 1;
  }
}
