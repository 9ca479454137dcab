package recipe4j.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * How JSON is read that may be damaged or malicious: no deeper, longer or richer than honest files
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

  /**
   * A factory of parsers with these limits.
   *
   * @return a new one, for a mapper's builder
   */
  public static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(limits())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /**
   * The limits alone, for another format of Jackson's.
   *
   * @return depth, tokens, and lengths of numbers and texts
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
