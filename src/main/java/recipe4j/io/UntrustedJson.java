package recipe4j.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * Limits for reading JSON that may be damaged or malicious: no deeper or longer than valid files
 * are, and no name twice in one object, as two readers may take different ones for true.
 *
 * <p>Jackson tells of a breach as a {@code JsonProcessingException}, like of any other damage.
 */
public final class UntrustedJson {
  /** Deepest nesting of objects and arrays; a network's configuration needs about ten. */
  public static final int MAX_DEPTH = 64;

  /** Most values, names and brackets in one file: it bounds the memory of a tree to some 100 MB. */
  public static final long MAX_TOKENS = 1_000_000;

  private static final int MAX_DIGITS = 400;
  private static final int MAX_TEXT = 1 << 20;

  private UntrustedJson() {}

  /** {@return a new factory of parsers with these limits, for a mapper's builder} */
  public static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(limits())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /**
   * What was wrong with a text, without what Jackson says of itself: the names of its classes and
   * methods, and of a source that it was told not to show.
   *
   * @param fault as Jackson tells it
   * @return it in one line of at most 400 characters, with line and column where they are known,
   *     both counted from 1
   */
  public static String reason(JsonProcessingException fault) {
    String message =
        String.valueOf(fault.getOriginalMessage())
            .replaceAll("\\s*\\(start marker at \\[Source: [^\\]]*\\]\\)", "")
            .replaceAll(
                "(?s)\\s*in '[^']*', line \\d+, column \\d+:.*?\\^\\s*", ", ") // YAML draws it
            .replaceAll(",\\s*$", "")
            .replaceAll("(?s)^Trailing token .*", "something follows its end")
            .replaceAll("\\[Source: [^\\]]*\\]", "")
            .replaceAll(",? ?(from|token) `[^`]*`", "")
            .replaceAll("`(?:[a-z]\\w*\\.)+([A-Z]\\w*)[^`]*`", "$1")
            .replaceAll("\\s*\\(through reference chain: .*", "");
    JsonLocation place = fault.getLocation();
    String where =
        place == null || place.getLineNr() < 1
            ? ""
            : "line %s, column %s: ".formatted(place.getLineNr(), place.getColumnNr());
    return where + UntrustedText.sentence(message);
  }

  /**
   * {@return the limits on depth, tokens, and lengths of numbers and texts, for another format of
   * Jackson's}
   */
  public static StreamReadConstraints limits() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_DEPTH)
        .maxTokenCount(MAX_TOKENS)
        .maxNumberLength(MAX_DIGITS)
        .maxStringLength(MAX_TEXT)
        .build();
  }
}
